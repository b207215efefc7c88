import type { WebSocketError } from "./error.js";
import type { Metadata } from "./metadata.js";

/** What a message is. */
export enum MessageType {
  TEXT = "text",
  IMAGE = "image",
  FILE = "file",
  /** A word of the service itself; a client needs the role `publisher` to send it. */
  SYSTEM = "system",
  NOTIFICATION = "notification",
}

/** A message as everybody in its audience receives it, the sender included. */
export interface MessagePayload {
  id: string;
  /** The user who has sent it, as the server knows it. */
  from: string;
  room?: string;
  to?: string;
  content: string;
  type: MessageType;
  metadata?: Metadata;
  /** ISO-8601, UTC. */
  timestamp: string;
}

/** A message to be sent: to a room, to somebody, or with neither to everybody. */
export interface SendMessageRequest {
  /** The sender needs not be named; somebody else's name is refused. */
  from?: string;
  /** A room that the sender is in. */
  room?: string;
  /** A user id or a socket id. */
  to?: string;
  content: string;
  type: `${MessageType}`;
  metadata?: Metadata;
  /**
   * What the sender calls the message, 1 to 64 characters, unique for the sender. A message that is sent again with it is
   * acknowledged with the same id and timestamp, and not sent to anybody again.
   */
  clientId?: string;
}

/** The answer to `message`. */
export interface SendMessageResponse {
  success: boolean;
  /** The id that the server has given to the message. */
  id: string;
  /** ISO-8601, UTC. */
  timestamp: string;
  error?: WebSocketError;
}
