import type { ParleyError } from "./errors.js";

/**
 * - `disconnected`: not connected yet, or ended by the application or by the server
 * - `connecting`: for the first time
 * - `connected`
 * - `reconnecting`: it was lost, or the server was not there, and is tried again
 * - `failed`: refused, or given up; `error` says why, and only `connect()` or another token tries again
 */
export type ConnectionState = "disconnected" | "connecting" | "connected" | "reconnecting" | "failed";

/** How a connection is at one moment. Immutable: a change makes another one. */
export interface ConnectionSnapshot {
  readonly connectionState: ConnectionState;
  /** Its id at the server, while it is connected; another one after each reconnect that was not recovered. */
  readonly socketId: string | null;
  /**
   * Whether the server has recovered the connection when it was last lost: the same id, the same rooms, and all that was
   * missed. False at the first connection. While it is lost, that of the time before.
   */
  readonly recovered: boolean;
  /** The last measured round trip, in milliseconds. */
  readonly latency: number | null;
  /** The last error since it was connected. */
  readonly error: ParleyError | null;
}

/** Before anything has happened. */
export const INITIAL: ConnectionSnapshot = {
  connectionState: "disconnected",
  socketId: null,
  recovered: false,
  latency: null,
  error: null,
};
