/** Why the server, or the client itself, refuses something. */
export enum WebSocketErrorCode {
  /** There is no valid token. */
  AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED",
  /** The user may not do this. */
  AUTHORIZATION_FAILED = "AUTHORIZATION_FAILED",
  /** Too many events or connections; try later. */
  RATE_LIMIT_EXCEEDED = "RATE_LIMIT_EXCEEDED",
  /** The room's name is not allowed, or the user is not in it. */
  INVALID_ROOM = "INVALID_ROOM",
  /** The payload has the wrong shape; `details` names the field. */
  INVALID_MESSAGE = "INVALID_MESSAGE",
  /** The server could not be reached, was lost, or did not answer in time. */
  CONNECTION_ERROR = "CONNECTION_ERROR",
  /** A fault of the server; the message has an incident id that is in its log. */
  UNKNOWN_ERROR = "UNKNOWN_ERROR",
}

/** A code of the contract, or of an application's own events. */
export type ErrorCode = WebSocketErrorCode | (string & {});

/** An error as the server sends it, in acknowledgements and in the events `error` and `room-error`. */
export interface WebSocketError {
  /** The chat has only those of `WebSocketErrorCode`. */
  code: ErrorCode;
  /** Written for a person. */
  message: string;
  /** For instance the `field` that is wrong. In an error of an application's own, what that has given: any JSON. */
  details?: Record<string, unknown>;
  /** ISO-8601, UTC. */
  timestamp: string;
}
