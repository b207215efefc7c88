import type { WebSocketError } from "./error.js";

/** The answer to `authenticate`. */
export interface AuthenticateResponse {
  success: boolean;
  /** When the new token expires: ISO-8601, UTC. */
  expiresAt: string;
  error?: WebSocketError;
}
