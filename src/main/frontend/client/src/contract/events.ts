/** The names of the events, in both directions. */
export enum WebSocketEvent {
  JOIN_ROOM = "join-room",
  LEAVE_ROOM = "leave-room",
  ROOM_JOINED = "room-joined",
  ROOM_LEFT = "room-left",
  ROOM_ERROR = "room-error",
  ROOM_HISTORY = "room-history",
  MESSAGE = "message",
  TYPING_START = "typing-start",
  TYPING_STOP = "typing-stop",
  PRESENCE_UPDATE = "presence-update",
  BROADCAST = "broadcast",
  NOTIFICATION = "notification",
  AUTHENTICATE = "authenticate",
  PING = "ping",
  PONG = "pong",
  ERROR = "error",
}
