/**
 * Everything but the hook: for applications without React, and for servers.
 *
 * @packageDocumentation
 */
export type { AuthenticateResponse } from "./contract/authentication.js";
export type { BroadcastMessage } from "./contract/broadcast.js";
export { type WebSocketError, WebSocketErrorCode } from "./contract/error.js";
export { WebSocketEvent } from "./contract/events.js";
export {
  type MessagePayload,
  MessageType,
  type SendMessageRequest,
  type SendMessageResponse,
} from "./contract/message.js";
export type { Metadata } from "./contract/metadata.js";
export { type PresenceResponse, PresenceStatus, type PresenceUpdate } from "./contract/presence.js";
export type { JoinRoomRequest, JoinRoomResponse, LeaveRoomRequest, LeaveRoomResponse } from "./contract/room.js";
export type { ServerEventListener, ServerEvents } from "./contract/serverEvents.js";
export type { TypingIndicator } from "./contract/typing.js";
export { createClient, type ParleyClient } from "./connection/client.js";
export { ParleyError, ParleyTimeoutError } from "./connection/errors.js";
export type { ClientOptions, Token } from "./connection/options.js";
export type { ConnectionSnapshot, ConnectionState } from "./connection/snapshot.js";
export type { ClientActions, TypingTarget } from "./connection/actions.js";
