import type { ParleyError } from "./errors.js";
import type { CHAT_NAMESPACE, Namespace } from "./namespace.js";

/**
 * A JWT, or a function that gets one. The function is asked at every attempt to connect, and again before the token
 * that it gave expires: it should return a new one then.
 */
export type Token = string | (() => string | Promise<string>);

/** What can be said about a connection. */
export interface ConnectionOptions {
  /** Without a token only cookies and headers can sign in. */
  token?: Token | undefined;
  /**
   * The server, such as `https://chat.example.com` or `wss://chat.example.com`. Unless given, it is
   * `NEXT_PUBLIC_WEBSOCKET_URL`, else `VITE_WEBSOCKET_URL`, else the page's own origin.
   */
  url?: string | undefined;
  /** Unless given, it is `NEXT_PUBLIC_WEBSOCKET_PATH`, else `VITE_WEBSOCKET_PATH`, else `/socket.io`. */
  path?: string | undefined;
  /** Whether a lost connection is tried again. Default: true. */
  reconnection?: boolean | undefined;
  /** After so many attempts in a row it gives up. Default: never. */
  reconnectionAttempts?: number | undefined;
  /** Milliseconds to the first attempt; it grows with every further one, up to 5 s. Default: 1000. */
  reconnectionDelay?: number | undefined;
  /** The namespace. Default: the chat's, `/`. */
  namespace?: Namespace | undefined;
  /** The id of the user. Connections of different users share nothing. Unless given, it is the one in a string token. */
  userId?: string | undefined;
  /** Milliseconds that an answer may take; time without a connection counts. Default: 10,000. */
  ackTimeout?: number | undefined;
  /** How many messages may wait for their acknowledgement, sent or not; a further one is refused. Default: 100. */
  messageQueueLimit?: number | undefined;
  /**
   * Milliseconds from its first sending in which a message is repeated. It must be shorter than the server's recovery
   * window, in which that notices a repetition. Default: 100,000, for the server's default of 120,000; 0 is never.
   */
  messageRetryTime?: number | undefined;
}

/** What is called when something becomes of a connection. */
export interface ConnectionCallbacks {
  /** Connected: the first time, and every time again; whether the server has recovered the connection. */
  onConnect?: ((recovered: boolean) => void) | undefined;
  /** The connection is gone; the reason is Socket.IO's, such as `transport close`. */
  onDisconnect?: ((reason: string) => void) | undefined;
  /**
   * Connected again, but not recovered: events may have been missed. Comes when the rooms have been joined again, so what
   * is fetched now and what is heard from now on leave no gap between them.
   */
  onMissed?: (() => void) | undefined;
  /** Something was refused or has failed; errors that the server reports for this connection are among them. */
  onError?: ((error: ParleyError) => void) | undefined;
  /** Connected again, after so many attempts; comes after `onConnect`. */
  onReconnect?: ((attempt: number) => void) | undefined;
}

interface AnyClientOptions extends ConnectionOptions, ConnectionCallbacks {
  /** Whether to connect at once. Default: true. */
  autoConnect?: boolean | undefined;
}

/** The options of `createClient` and `useWebSocket` for the chat's namespace. */
export interface ClientOptions extends AnyClientOptions {
  namespace?: typeof CHAT_NAMESPACE | undefined;
}

/** The options of `createClient` and `useWebSocket` for another namespace. */
export interface NamespaceOptions extends AnyClientOptions {
  namespace: Namespace;
}
