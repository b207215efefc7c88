import type { Session } from "../session/session";

/** The server's figures: `GET /api/metrics`. */
export interface Metrics {
  totalConnections: number;
  activeConnections: number;
  totalRooms: number;
  messagesPerSecond: number;
  averageLatency: number;
  errorRate: number;
  timestamp: string;
}

/** The figures at one time of the last five minutes: `GET /api/metrics/history`. */
export interface MetricsPoint {
  timestamp: string;
  activeConnections: number;
  /** Absent where nodes had rooms that may have been the same. */
  totalRooms?: number;
  messagesPerSecond: number;
  averageLatency: number;
  errorRate: number;
}

/** A user as others see them: `GET /api/user/presence`, `GET /api/users`. */
export interface Presence {
  userId: string;
  status: string;
  timestamp: string;
  sockets: string[];
}

/** A setting as it is in force: `GET /api/config`. */
export interface Setting {
  name: string;
  value: string;
  source: string;
  secret: boolean;
}

/** What the node says of itself: `GET /ready`. */
export interface Readiness {
  status: "ready" | "not_ready";
  cache?: boolean;
  database?: boolean;
  websocket: {
    status: "healthy" | "degraded" | "unhealthy";
    connections: number;
    rooms: number;
    uptime: number;
    redis?: { connected: boolean; latency: number | null };
    timestamp: string;
  };
}

/** A socket: `GET /api/connections`. */
export interface Connection {
  socketId: string;
  userId: string;
  connectedAt: string;
  rooms: string[];
  metadata: Record<string, unknown>;
  transport: string;
  remoteAddress: string;
  node: string;
}

/** A room: `GET /api/rooms`. */
export interface Room {
  name: string;
  memberCount: number;
  members: string[];
  createdAt: string;
  metadata: Record<string, unknown>;
}

/** A part of a list, and how long all of it is. */
export interface Page<T> {
  items: T[];
  total: number;
  /** The nodes that did not answer in time, where some did not. */
  missingNodes?: string[];
}

/** What is asked of a list. */
export interface Query {
  offset: number;
  limit: number;
  sort: string;
  filters: Record<string, string>;
}

/** A refusal by the server, as it says it (RFC 9457). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** The REST side of the server, as the user of a session sees it. */
export class Api {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  metrics(signal?: AbortSignal): Promise<Metrics> {
    return this.#ask("GET", "api/metrics", undefined, signal);
  }

  async history(signal?: AbortSignal): Promise<MetricsPoint[]> {
    const { points } = await this.#ask<{ points: MetricsPoint[] }>("GET", "api/metrics/history", undefined, signal);
    return points;
  }

  presence(userId: string, signal?: AbortSignal): Promise<Presence> {
    return this.#ask("GET", `api/user/presence?${new URLSearchParams({ id: userId })}`, undefined, signal);
  }

  async settings(signal?: AbortSignal): Promise<Setting[]> {
    const { settings } = await this.#ask<{ settings: Setting[] }>("GET", "api/config", undefined, signal);
    return settings;
  }

  connections(query: Query, signal?: AbortSignal): Promise<Page<Connection>> {
    return this.#ask("GET", `api/connections?${parameters(query)}`, undefined, signal);
  }

  rooms(query: Query, signal?: AbortSignal): Promise<Page<Room>> {
    return this.#ask("GET", `api/rooms?${parameters(query)}`, undefined, signal);
  }

  users(query: Query, signal?: AbortSignal): Promise<Page<Presence>> {
    return this.#ask("GET", `api/users?${parameters(query)}`, undefined, signal);
  }

  disconnect(socketId: string): Promise<void> {
    return this.#ask("DELETE", `api/connections/${encodeURIComponent(socketId)}`);
  }

  /** Ends all connections of a user, or all in a room; tells how many there were. */
  async disconnectAll(whose: { user: string } | { room: string }): Promise<number> {
    const { disconnected } = await this.#ask<{ disconnected: number }>(
      "DELETE",
      `api/connections?${new URLSearchParams(whose)}`,
    );
    return disconnected;
  }

  publish(room: string, content: string): Promise<{ id: string }> {
    const query = new URLSearchParams({ name: room });
    return this.#ask("POST", `api/room/messages?${query}`, { content, type: "system" });
  }

  notify(userId: string, notification: unknown): Promise<void> {
    return this.#ask("POST", `api/user/notifications?${new URLSearchParams({ id: userId })}`, notification);
  }

  broadcast(event: string, data: unknown, rooms: string[]): Promise<void> {
    return this.#ask("POST", "api/broadcast", { event, data, ...(rooms.length > 0 && { rooms }) });
  }

  /** Open to everybody; a node that is not ready says so with 503 and the same body. */
  async readiness(signal?: AbortSignal): Promise<Readiness> {
    const response = await fetch("ready", { ...(signal && { signal }) });
    const body = (await response.json()) as Partial<Readiness>;
    if (body.websocket === undefined) {
      throw new ApiError(response.status, "The node says nothing of itself.");
    }
    return body as Readiness;
  }

  async #ask<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    let response = await this.#send(method, url, false, body, signal);
    if (response.status === 401) {
      // The token in hand has ended, or the server was restarted with another key.
      response = await this.#send(method, url, true, body, signal);
    }
    if (!response.ok) {
      throw new ApiError(response.status, await explanation(response));
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async #send(method: string, url: string, fresh: boolean, body: unknown, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${await this.#session.token(fresh)}`,
      Accept: "application/json",
    };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    return fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }
}

function parameters({ offset, limit, sort, filters }: Query): URLSearchParams {
  const wanted = Object.entries(filters).filter(([, value]) => value !== "");
  return new URLSearchParams([["offset", `${offset}`], ["limit", `${limit}`], ["sort", sort], ...wanted]);
}

async function explanation(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}
