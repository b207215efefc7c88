import type { BroadcastMessage } from "./broadcast.js";
import type { WebSocketError } from "./error.js";
import type { MessagePayload } from "./message.js";
import type { PresenceUpdate } from "./presence.js";
import type { JoinRoomResponse, LeaveRoomResponse } from "./room.js";
import type { TypingIndicator } from "./typing.js";

/** What the server sends, by the event's name. */
export interface ServerEvents {
  "room-joined": JoinRoomResponse;
  "room-left": LeaveRoomResponse;
  "room-error": WebSocketError;
  message: MessagePayload;
  "typing-start": TypingIndicator;
  "typing-stop": TypingIndicator;
  "presence-update": PresenceUpdate;
  broadcast: BroadcastMessage;
  /** Any JSON, from a backend. */
  notification: unknown;
  /** Without a payload. */
  pong: void;
  error: WebSocketError;
}

/** The same in the shape of the type parameters of `socket.io-client`. */
export type ChatServerToClientEvents = {
  [Name in keyof ServerEvents]: (payload: ServerEvents[Name]) => void;
};

/** Hears one event. */
export type ServerEventListener<Name extends keyof ServerEvents> = ChatServerToClientEvents[Name];
