import { WebSocketEvent } from "../contract/events.js";
import type { ClientActions, TypingTarget } from "./actions.js";
import type { Line } from "./line.js";
import { type Listener, Listeners } from "./listeners.js";

/**
 * One user of a line: an application that has it for itself, or one of several components that share it. Its listeners
 * and rooms are its own. The actions are properties, so that they are bound and stay the same.
 */
export class Participant implements ClientActions {
  readonly #line: () => Line;
  readonly #listeners = new Listeners();

  /** The function finds the line, at every call. */
  constructor(line: () => Line) {
    this.#line = line;
  }

  /** From now on the listeners hear the line. */
  enter(): void {
    this.#listeners.attach(this.#line().connection);
  }

  /** Its listeners hear nothing any more. */
  leave(): void {
    this.#listeners.clear();
  }

  /** Leaves the rooms that it has joined and nobody else on the line has. */
  leaveRooms(): void {
    this.#line().rooms.leaveAll(this);
  }

  readonly connect: ClientActions["connect"] = () => this.#line().connection.connect();

  readonly disconnect: ClientActions["disconnect"] = () => this.#line().connection.disconnect();

  readonly joinRoom: ClientActions["joinRoom"] = (request) => quiet(this.#line().rooms.join(this, request));

  readonly leaveRoom: ClientActions["leaveRoom"] = (request) => quiet(this.#line().rooms.leave(this, request));

  readonly sendMessage: ClientActions["sendMessage"] = (message) =>
    quiet(this.#line().connection.send(WebSocketEvent.MESSAGE, message));

  readonly startTyping: ClientActions["startTyping"] = (target) => this.#line().startTyping(roomOf(target));

  readonly stopTyping: ClientActions["stopTyping"] = (target) => this.#line().stopTyping(roomOf(target));

  readonly updatePresence: ClientActions["updatePresence"] = (status, metadata) =>
    quiet(this.#line().updatePresence(metadata ? { status, metadata } : status));

  readonly on: ClientActions["on"] = (event: string, listener: Listener) => this.#listeners.add(event, listener);

  readonly off: ClientActions["off"] = (event: string, listener?: Listener) => this.#listeners.remove(event, listener);
}

function roomOf(target: TypingTarget | undefined): string | undefined {
  return typeof target === "object" ? target.room : target;
}

/** A rejection that nobody handles is no fault of the program: the server's refusals go to `onError` as well. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
