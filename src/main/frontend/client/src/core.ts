/**
 * Everything but the hook: for applications without React, and for servers.
 *
 * @packageDocumentation
 */
export type { AuthenticateRequest, AuthenticateResponse } from "./contract/authentication.js";
export type { BroadcastMessage } from "./contract/broadcast.js";
export type { ChatClientToServerEvents, ClientEvent, ClientEvents } from "./contract/clientEvents.js";
export { type ErrorCode, type WebSocketError, WebSocketErrorCode } from "./contract/error.js";
export { WebSocketEvent } from "./contract/events.js";
export {
  type MessagePayload,
  MessageType,
  type SendMessageRequest,
  type SendMessageResponse,
} from "./contract/message.js";
export type { Metadata } from "./contract/metadata.js";
export {
  type PresenceRequest,
  type PresenceResponse,
  PresenceStatus,
  type PresenceUpdate,
} from "./contract/presence.js";
export type {
  JoinRoomRequest,
  JoinRoomResponse,
  LeaveRoomRequest,
  LeaveRoomResponse,
  RoomHistoryRequest,
  RoomHistoryResponse,
} from "./contract/room.js";
export type { ChatServerToClientEvents, ServerEventListener, ServerEvents } from "./contract/serverEvents.js";
export type { TypingIndicator, TypingRequest } from "./contract/typing.js";
export { createClient, type NamespaceClient, type ParleyClient } from "./connection/client.js";
export { ParleyError, ParleyQueueFullError, ParleyTimeoutError } from "./connection/errors.js";
export type { Answer, AnyEvents, AskArguments, EmitArguments, EventsMap, Refusal } from "./connection/events.js";
export { newClientId, type OutgoingMessage } from "./connection/messageQueue.js";
export type { Namespace } from "./connection/namespace.js";
export type { ClientOptions, NamespaceOptions, Token } from "./connection/options.js";
export type { ConnectionSnapshot, ConnectionState } from "./connection/snapshot.js";
export type { Asking, EventActions } from "./connection/eventActions.js";
export type { ChatActions, ClientActions, TypingTarget } from "./connection/actions.js";
