import type { ChatActions, TypingTarget } from "./actions.js";
import type { ChatConnection } from "./chatConnection.js";
import { Consumer } from "./consumer.js";

/** One consumer of a connection of the chat's namespace, with its own rooms. */
export class ChatConsumer extends Consumer<ChatConnection> implements ChatActions {
  /** Leaves the rooms that this consumer has joined and no other consumer of the connection has. */
  override leave(): void {
    this.shared.rooms.leaveAll(this);
  }

  readonly joinRoom: ChatActions["joinRoom"] = (request) => quiet(this.shared.rooms.join(this, request));

  readonly leaveRoom: ChatActions["leaveRoom"] = (request) => quiet(this.shared.rooms.leave(this, request));

  readonly sendMessage: ChatActions["sendMessage"] = (message) => quiet(this.shared.messages.send(message));

  readonly startTyping: ChatActions["startTyping"] = (target) => this.shared.startTyping(roomOf(target));

  readonly stopTyping: ChatActions["stopTyping"] = (target) => this.shared.stopTyping(roomOf(target));

  readonly updatePresence: ChatActions["updatePresence"] = (status, metadata) =>
    quiet(this.shared.updatePresence(metadata ? { status, metadata } : status));
}

function roomOf(target: TypingTarget | undefined): string | undefined {
  return typeof target === "object" ? target.room : target;
}

/** A rejection may stay unhandled without harm, because `onError` also receives the server's refusals. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
