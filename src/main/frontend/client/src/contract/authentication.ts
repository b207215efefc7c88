import type { WebSocketError } from "./error.js";

/** What `authenticate` asks for. */
export interface AuthenticateRequest {
  /** A new token for the same user. */
  token: string;
}

/** The answer to `authenticate`. */
export interface AuthenticateResponse {
  success: boolean;
  /** When the new token expires: ISO-8601, UTC. */
  expiresAt: string;
  error?: WebSocketError;
}
