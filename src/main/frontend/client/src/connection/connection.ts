import { io, type Socket } from "socket.io-client";
import { WebSocketErrorCode, type WebSocketError } from "../contract/error.js";
import { WebSocketEvent } from "../contract/events.js";
import { addressOf } from "./address.js";
import { connectionError, ParleyError, refusal, serverError } from "./errors.js";
import type { Listener } from "./listeners.js";
import { LatencyProbe } from "./latencyProbe.js";
import type { ConnectionCallbacks, ConnectionOptions } from "./options.js";
import { Requests, type Wanted } from "./requests.js";
import { Retry } from "./retry.js";
import { type ConnectionSnapshot, INITIAL } from "./snapshot.js";
import { TokenRenewal } from "./tokenRenewal.js";

/** Who wants to know what becomes of a connection. */
export interface ConnectionObserver extends ConnectionCallbacks {
  /** There is another snapshot. */
  onChange?(): void;
  /** Connected, and nothing has been sent yet: what is sent now comes first. */
  onOpen?(): void;
}

/**
 * One socket and its life: connecting with a token, losing and finding the server, renewing the token, ending. Touches
 * the network only after {@link connect}. It knows nothing of rooms and of those who share it.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #observers = new Set<ConnectionObserver>();
  readonly #requests: Requests;
  readonly #renewal: TokenRenewal;
  readonly #probe: LatencyProbe;
  readonly #retry: Retry;
  #socket: Socket | undefined;
  #snapshot = INITIAL;
  /** The token of the latest attempt, and the attempt's number: an answer to an older one comes too late. */
  #token: string | undefined;
  #authentication = 0;
  #attempt = 0;
  #tokenExpired = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#requests = new Requests((event, payload, answered) => {
      this.#open().emit(event, ...(payload === undefined ? [] : [payload]), answered);
    }, options.ackTimeout ?? 10_000);
    this.#renewal = new TokenRenewal({
      ask: () => this.#askToken(),
      authenticate: (token) => this.send(WebSocketEvent.AUTHENTICATE, { token }),
      failed: (cause) => cause instanceof ParleyError || this.#report(tokenError(cause)),
    });
    this.#probe = new LatencyProbe(
      () => this.send(WebSocketEvent.PING),
      (latency) => this.#update({ latency }),
    );
    this.#retry = new Retry(options.reconnectionAttempts ?? Infinity, options.reconnectionDelay ?? 1000);
  }

  /** How it is now. */
  get snapshot(): ConnectionSnapshot {
    return this.#snapshot;
  }

  get #active(): boolean {
    return ["connecting", "connected", "reconnecting"].includes(this.#snapshot.connectionState);
  }

  get #reconnects(): boolean {
    return this.#options.reconnection !== false;
  }

  /** Connects, unless it is connected or about to be. */
  connect(): void {
    if (!this.#active) {
      this.#retry.reset();
      this.#attempt = 0;
      this.#requests.expect();
      this.#update({ connectionState: "connecting" });
      this.#open().connect();
    }
  }

  /** Ends it; only {@link connect} begins again. */
  disconnect(): void {
    this.#authentication++;
    this.#retry.reset();
    this.#socket?.disconnect();
    this.#end("disconnected", connectionError("Disconnected."));
  }

  /** There may be another token: a live connection renews it, a refused one is tried again. */
  tokenChanged(): void {
    const { connectionState } = this.#snapshot;
    if (connectionState === "connected") {
      void this.#renewal.renew();
    } else if (connectionState === "failed") {
      this.connect();
    }
  }

  /** Sends an event that is answered, now or when it is connected; see {@link Requests.send}. */
  send<T>(event: WebSocketEvent, payload?: unknown, wanted?: Wanted): Promise<T> {
    return this.#requests.send(event, payload, wanted);
  }

  /** Sends an event that nobody misses: only if it is connected. */
  signal(event: WebSocketEvent, payload: unknown): void {
    if (this.#snapshot.connectionState === "connected") {
      this.#open().emit(event, payload);
    }
  }

  /** Calls an observer from now on; the returned function ends that. */
  observe(observer: ConnectionObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Calls a listener for an event from now on. */
  listen(event: string, listener: Listener): void {
    this.#open().on(event, listener);
  }

  /** Calls it no more. */
  unlisten(event: string, listener: Listener): void {
    this.#socket?.off(event, listener);
  }

  /** The socket, made when it is first needed, without touching the network. */
  #open(): Socket {
    this.#socket ??= this.#makeSocket();
    return this.#socket;
  }

  #makeSocket(): Socket {
    const { url, path } = addressOf(this.#options);
    if (!url) {
      throw new Error("Which server? Give the option url, or set NEXT_PUBLIC_WEBSOCKET_URL or VITE_WEBSOCKET_URL.");
    }
    const { reconnection, reconnectionAttempts, reconnectionDelay } = this.#options;
    const socket = io(url, {
      path,
      reconnection: reconnection ?? true,
      reconnectionAttempts: reconnectionAttempts ?? Infinity,
      reconnectionDelay: reconnectionDelay ?? 1000,
      autoConnect: false,
      forceNew: true,
      auth: (give) => void this.#authenticate(give),
    });
    socket.on("connect", () => this.#connected(socket));
    socket.on("disconnect", (reason) => this.#disconnected(socket, reason));
    socket.on("connect_error", (error) => this.#refused(socket, refusal(error)));
    socket.on(WebSocketEvent.ERROR, (error: WebSocketError) => {
      // A new token that is refused has details; the one of this connection has none when its time is up.
      this.#tokenExpired = error.code === WebSocketErrorCode.AUTHENTICATION_FAILED && !error.details;
      this.#report(serverError(error));
    });
    socket.on(WebSocketEvent.ROOM_ERROR, (error: WebSocketError) => this.#report(serverError(error)));
    socket.io.on("reconnect_attempt", (attempt) => {
      this.#attempt = attempt;
      this.#update({ connectionState: "reconnecting" });
    });
    socket.io.on("reconnect_failed", () => this.#end("failed", connectionError("The server cannot be reached.")));
    return socket;
  }

  async #authenticate(give: (auth: { token?: string }) => void): Promise<void> {
    const authentication = ++this.#authentication;
    try {
      const token = await this.#askToken();
      if (authentication === this.#authentication) {
        this.#token = token;
        give(token === undefined ? {} : { token });
      }
    } catch (cause) {
      if (authentication === this.#authentication) {
        this.#socket?.disconnect();
        this.#refusedForNow(tokenError(cause));
      }
    }
  }

  async #askToken(): Promise<string | undefined> {
    const { token } = this.#options;
    return typeof token === "function" ? token() : token;
  }

  #connected(socket: Socket): void {
    const attempt = this.#attempt;
    this.#attempt = 0;
    this.#tokenExpired = false;
    this.#retry.reset();
    this.#update({ connectionState: "connected", socketId: socket.id ?? null, error: null });
    this.#requests.open(() => this.#tell("onOpen"));
    this.#renewal.start(this.#token);
    this.#probe.start();
    this.#tell("onConnect");
    if (attempt > 0) {
      this.#tell("onReconnect", attempt);
    }
  }

  #disconnected(socket: Socket, reason: string): void {
    // What Socket.IO has kept would be sent before the rooms are joined again.
    socket.sendBuffer = [];
    this.#authentication++;
    const before = this.#snapshot.connectionState;
    const expired = this.#tokenExpired && reason === "io server disconnect";
    if (expired ? typeof this.#options.token === "function" && this.#tryLater() : socket.active && this.#reconnects) {
      this.#lost();
    } else {
      this.#end(expired ? "failed" : "disconnected", connectionError(`Disconnected: ${reason}.`));
    }
    if (before === "connected") {
      this.#tell("onDisconnect", reason);
    }
  }

  #refused(socket: Socket, error: ParleyError): void {
    const { AUTHENTICATION_FAILED, AUTHORIZATION_FAILED } = WebSocketErrorCode;
    if (socket.active && this.#reconnects) {
      this.#report(error);
    } else if ([AUTHENTICATION_FAILED, AUTHORIZATION_FAILED].includes(error.code)) {
      this.#report(error);
      this.#end("failed", error);
    } else {
      this.#refusedForNow(error);
    }
  }

  /** What may be otherwise soon. */
  #refusedForNow(error: ParleyError): void {
    this.#report(error);
    if (this.#tryLater()) {
      this.#update({ connectionState: "reconnecting" });
    } else {
      this.#end("failed", error);
    }
  }

  /** Connects after a while, where Socket.IO does not; returns false if that is not wanted. */
  #tryLater(): boolean {
    return (
      this.#reconnects &&
      this.#retry.later((attempt) => {
        this.#attempt = attempt;
        this.#open().connect();
      })
    );
  }

  #lost(): void {
    this.#renewal.stop();
    this.#probe.stop();
    this.#requests.lose();
    this.#update({ connectionState: "reconnecting", socketId: null });
  }

  #end(connectionState: "disconnected" | "failed", failure: ParleyError): void {
    this.#renewal.stop();
    this.#probe.stop();
    this.#update({ connectionState, socketId: null });
    this.#requests.abandon(failure);
  }

  #report(error: ParleyError): void {
    this.#update({ error });
    this.#tell("onError", error);
  }

  #update(changes: Partial<ConnectionSnapshot>): void {
    const before: ConnectionSnapshot = this.#snapshot;
    const keys = Object.keys(changes) as (keyof ConnectionSnapshot)[];
    if (keys.some((key) => before[key] !== changes[key])) {
      this.#snapshot = { ...before, ...changes };
      this.#tell("onChange");
    }
  }

  #tell<Call extends keyof ConnectionObserver>(
    call: Call,
    ...values: Parameters<NonNullable<ConnectionObserver[Call]>>
  ): void {
    for (const observer of [...this.#observers]) {
      try {
        (observer[call] as ((...values: unknown[]) => void) | undefined)?.(...values);
      } catch (error) {
        // The application's fault is reported as such, and harms neither the others nor the connection.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

function tokenError(cause: unknown): ParleyError {
  return new ParleyError(WebSocketErrorCode.AUTHENTICATION_FAILED, "The token could not be obtained.", { cause });
}
