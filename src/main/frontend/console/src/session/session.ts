import type { SignInAt } from "./openId";

/** Somebody who is signed in. */
export interface Session {
  readonly userId: string;
  readonly roles: readonly string[];
  /**
   * A token of this user.
   *
   * @param fresh a new one if it can be had: the one in hand was refused, or a restarted server will not know it
   */
  token(fresh?: boolean): Promise<string>;
}

/** Whether the server lets this user see the operators' view. For display only: the server decides. */
export function isOperator({ roles }: Session): boolean {
  return roles.includes("admin");
}

/** What the server says of itself. */
export interface ServerInfo {
  readonly name: string;
  readonly version: string;
  /** The path of the sockets. */
  readonly path: string;
  /** Whether it gives tokens to anybody who asks. */
  readonly development: boolean;
  /** Where people sign in; absent where they bring their tokens. */
  readonly signIn?: SignInAt;
}

interface Claims {
  upn?: string;
  preferred_username?: string;
  sub?: string;
  groups?: string[];
  exp?: number;
}

/** How long before its end a token is not used any more, in seconds. */
const MARGIN = 30;

/** What a token says. For display and for asking in time only: the server decides. */
export function claimsOf(token: string): Claims {
  const part = token.split(".")[1];
  if (part === undefined) {
    throw new Error("This is not a token: it has no parts separated by dots.");
  }
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    throw new Error("This is not a token: its middle part cannot be read.");
  }
}

/** The session of a pasted token; it ends with the token. */
export function pastedSession(token: string): Session {
  return sessionOf(token, async () => token);
}

/** The session of a name that a development server gives tokens for. */
export async function developmentSession(name: string, roles: readonly string[]): Promise<Session> {
  let current = await developmentToken(name, roles);
  return sessionOf(current, async (fresh = false) => {
    const { exp = 0 } = claimsOf(current);
    if (fresh || exp - MARGIN < Date.now() / 1000) {
      current = await developmentToken(name, roles);
    }
    return current;
  });
}

/** The session of whom a token names. */
export function sessionOf(first: string, token: Session["token"]): Session {
  const claims = claimsOf(first);
  return {
    userId: claims.upn ?? claims.preferred_username ?? claims.sub ?? "",
    roles: claims.groups ?? [],
    token,
  };
}

async function developmentToken(user: string, roles: readonly string[]): Promise<string> {
  const response = await fetch(`dev/token?${new URLSearchParams({ user, groups: roles.join(",") })}`);
  const body = (await response.json()) as { token?: string; message?: string };
  if (!response.ok || body.token === undefined) {
    throw new Error(body.message ?? "The server gave no token.");
  }
  return body.token;
}

/** Asks the server what it is. */
export async function serverInfo(): Promise<ServerInfo> {
  const response = await fetch("api/info");
  if (!response.ok) {
    throw new Error(`The server answered ${response.status}.`);
  }
  const info = (await response.json()) as Partial<ServerInfo>;
  return {
    name: info.name ?? "Parley",
    version: info.version ?? "",
    // As seen from outside, should the application not be at the root.
    path: new URL(`.${info.path ?? "/socket.io"}`, document.baseURI).pathname,
    development: info.development ?? false,
    ...(info.signIn && { signIn: info.signIn }),
  };
}
