import { WebSocketEvent } from "../contract/events.js";
import type { SendMessageRequest, SendMessageResponse } from "../contract/message.js";
import type { Connection } from "./connection.js";
import { ParleyQueueFullError } from "./errors.js";
import type { ConnectionOptions } from "./options.js";

/** A message, with what the server knows a repetition of it by. */
export interface OutgoingMessage extends SendMessageRequest {
  /**
   * 1 to 64 characters, another one for each of the sender's messages. Unless given, it is made. Who sends a message again
   * that was refused, or has failed, should give the one of the first time: it is not sent twice then.
   */
  clientId?: string;
}

/**
 * The messages without an answer, in the order of the calls: they wait for the connection, and go to the next one if this
 * one is lost, under the same `clientId`. There is a limit to them.
 */
export class MessageQueue {
  readonly #connection: Connection;
  readonly #limit: number;
  readonly #repeatFor: number;
  #length = 0;

  constructor(connection: Connection, options: ConnectionOptions) {
    this.#connection = connection;
    this.#limit = options.messageQueueLimit ?? 100;
    this.#repeatFor = options.messageRetryTime ?? 100_000;
  }

  /** Resolves with the server's answer; rejects when it refuses, when no connection will come, or when there is no answer in time. */
  async send(message: OutgoingMessage): Promise<SendMessageResponse> {
    if (this.#length >= this.#limit) {
      throw new ParleyQueueFullError(this.#limit);
    }
    this.#length++;
    try {
      const identified = { ...message, clientId: message.clientId ?? newClientId() };
      return await this.#connection.send(WebSocketEvent.MESSAGE, identified, { repeatFor: this.#repeatFor });
    } finally {
      this.#length--;
    }
  }
}

/** A `clientId` that nobody else has. Pages without TLS have no `randomUUID`. */
export function newClientId(): string {
  return (
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
  );
}
