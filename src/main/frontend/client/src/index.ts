/**
 * The whole package; needs React. Without React import `@parley/client/core`.
 *
 * @packageDocumentation
 */
export * from "./core.js";
export type { ChatSocket } from "./react/chatSocket.js";
export type { RoomMessage } from "./room/roomMessages.js";
export { usePresence, type UsePresenceResult } from "./react/usePresence.js";
export type { RoomDraft } from "./room/watchRoom.js";
export { useRoom, type UseRoomOptions, type UseRoomResult } from "./react/useRoom.js";
export { useTyping, type UseTypingResult } from "./react/useTyping.js";
export {
  type UseNamespaceOptions,
  type UseNamespaceResult,
  useWebSocket,
  type UseWebSocketOptions,
  type UseWebSocketResult,
} from "./react/useWebSocket.js";
