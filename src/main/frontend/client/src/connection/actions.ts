import type { ChatClientToServerEvents } from "../contract/clientEvents.js";
import type { ChatServerToClientEvents } from "../contract/serverEvents.js";
import type { SendMessageResponse } from "../contract/message.js";
import type { Metadata } from "../contract/metadata.js";
import type { PresenceResponse, PresenceStatus } from "../contract/presence.js";
import type { JoinRoomRequest, JoinRoomResponse, LeaveRoomRequest, LeaveRoomResponse } from "../contract/room.js";
import type { EventActions } from "./eventActions.js";
import type { EventsMap } from "./events.js";
import type { OutgoingMessage } from "./messageQueue.js";

/** Where somebody types: a room's name, the same as an object, or nothing for all rooms. */
export type TypingTarget = string | { room?: string };

/**
 * What can be done in the chat. The functions are bound: they can be taken out of the object.
 *
 * What returns a promise waits for the connection if there is none yet, resolves with the server's answer, and rejects
 * with a `ParleyError`: the server's refusal, a `ParleyTimeoutError`, or a lost connection. A rejection that nobody
 * handles is not reported as such by the run-time system, because what the server refuses also goes to `onError`.
 */
export interface ChatActions {
  /** Joins a room, and joins it again after each reconnect that was not recovered, until it is left or refused. */
  joinRoom(request: JoinRoomRequest): Promise<JoinRoomResponse>;
  /** Leaves a room that was joined here; rejects with `INVALID_ROOM` if it was not. */
  leaveRoom(request: LeaveRoomRequest): Promise<LeaveRoomResponse>;
  /**
   * Sends a message, now or when there is a connection again, in the order of the calls. As long as there is no answer it is
   * repeated under the same `clientId`, by which the server knows it again. Rejects with the server's refusal; with a
   * `ParleyQueueFullError` if too many messages wait already; when the connection has ended, by `disconnect` or because it
   * was refused or given up; with a `ParleyTimeoutError` if it was sent and there was no answer in `messageRetryTime`. In
   * the last two cases it may have arrived.
   */
  sendMessage(message: OutgoingMessage): Promise<SendMessageResponse>;
  /** Tells that the user types; to be called at each key: it says so at most once a second. */
  startTyping(target?: TypingTarget): void;
  /** Tells that the user types no more. */
  stopTyping(target?: TypingTarget): void;
  /** Tells the user's status to those who share a room, and again after each reconnect. */
  updatePresence(status: `${PresenceStatus}`, metadata?: Metadata): Promise<PresenceResponse>;
}

/** What can be done with a connection of the chat's namespace. */
export interface ClientActions<
  Heard extends EventsMap = ChatServerToClientEvents,
  Emitted extends EventsMap = ChatClientToServerEvents,
>
  extends EventActions<Heard, Emitted>, ChatActions {}
