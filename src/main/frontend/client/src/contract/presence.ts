import type { WebSocketError } from "./error.js";
import type { Metadata } from "./metadata.js";

/** Whether a user can be reached. */
export enum PresenceStatus {
  ONLINE = "online",
  AWAY = "away",
  BUSY = "busy",
  OFFLINE = "offline",
}

/** The status of a user who shares a room with this one. */
export interface PresenceUpdate {
  userId: string;
  status: PresenceStatus;
  /** ISO-8601, UTC. */
  timestamp: string;
  metadata?: Metadata;
}

/** What `presence-update` says when there is more to it than the status alone. */
export interface PresenceRequest {
  status: `${PresenceStatus}`;
  metadata?: Metadata;
}

/** The answer to `presence-update`. */
export interface PresenceResponse {
  success: boolean;
  error?: WebSocketError;
}
