import type { WebSocketError } from "./error.js";
import type { MessagePayload } from "./message.js";
import type { Metadata } from "./metadata.js";

/** What `join-room` asks for. */
export interface JoinRoomRequest {
  /** 1 to 128 characters, not blank, without control characters. */
  room: string;
  metadata?: Metadata;
}

/** The answer to `join-room`, and the payload of `room-joined`. */
export interface JoinRoomResponse {
  success: boolean;
  room: string;
  /** The sockets in the room, this one included. */
  memberCount: number;
  error?: WebSocketError;
}

/** What `leave-room` asks for. */
export interface LeaveRoomRequest {
  room: string;
}

/** The answer to `leave-room`, and the payload of `room-left`. */
export interface LeaveRoomResponse {
  success: boolean;
  room: string;
  error?: WebSocketError;
}

/** What `room-history` asks for. Only who is in the room gets it. */
export interface RoomHistoryRequest {
  room: string;
  /** How many messages at most, 1 to 1000. Default: all that are kept. */
  limit?: number;
}

/** The answer to `room-history`. */
export interface RoomHistoryResponse {
  success: boolean;
  room: string;
  /** What was said last, the oldest first, without holes; empty where the server keeps nothing. */
  messages: readonly MessagePayload[];
  error?: WebSocketError;
}
