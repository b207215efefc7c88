import type { Socket } from "socket.io-client";
import type { Listener } from "./listeners.js";

/**
 * A listener that hears what was sent, and no more. A server that recovers connections appends to each event its offset, a
 * string, and `socket.io-client` hands it on as one more argument. It has a session to return to only then.
 */
export function withoutOffset(socket: () => Socket | undefined, listener: Listener): Listener {
  return (...payload) => listener(...(hasOffset(socket(), payload) ? payload.slice(0, -1) : payload));
}

/** As `socket.io-client` decides it. The session's secret is private there. */
function hasOffset(socket: Socket | undefined, payload: unknown[]): boolean {
  return (socket as unknown as { _pid?: string } | undefined)?._pid !== undefined && typeof payload.at(-1) === "string";
}
