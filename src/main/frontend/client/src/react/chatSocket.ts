import { useInsertionEffect, useRef } from "react";
import type { UseWebSocketResult } from "./useWebSocket.js";

/** What `useWebSocket` gives in the chat, whatever other events its server sends. */
export type ChatSocket = Pick<
  UseWebSocketResult,
  | "connectionState"
  | "isConnected"
  | "socketId"
  | "on"
  | "off"
  | "joinRoom"
  | "leaveRoom"
  | "emitWithAck"
  | "sendMessage"
  | "startTyping"
  | "stopTyping"
  | "updatePresence"
>;

/** The value of the latest rendering, for listeners. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
