import { WebSocketEvent } from "../contract/events.js";
import type { PresenceResponse } from "../contract/presence.js";
import { Connection } from "./connection.js";
import type { ConnectionOptions } from "./options.js";
import { RoomAccess } from "./roomAccess.js";
import { TypingThrottle } from "./typingThrottle.js";

/** A connection with what the contract keeps for one: its rooms, its status, and the pace of its typing events. */
export class Line {
  readonly connection: Connection;
  readonly rooms: RoomAccess;
  readonly #typing = new TypingThrottle();
  #presence: unknown;

  constructor(options: ConnectionOptions) {
    this.connection = new Connection(options);
    this.rooms = new RoomAccess(this.connection);
    this.connection.observe({
      onOpen: () => {
        this.#typing.clear();
        if (this.#presence !== undefined) {
          this.#tellPresence().catch(() => undefined);
        }
      },
    });
  }

  /** Sets the user's status; it outlives the socket. */
  updatePresence(presence: unknown): Promise<PresenceResponse> {
    this.#presence = presence;
    return this.#tellPresence();
  }

  startTyping(room: string | undefined): void {
    if (this.#typing.start(room, performance.now())) {
      this.connection.signal(WebSocketEvent.TYPING_START, { room });
    }
  }

  stopTyping(room: string | undefined): void {
    if (this.#typing.stop(room)) {
      this.connection.signal(WebSocketEvent.TYPING_STOP, { room });
    }
  }

  #tellPresence(): Promise<PresenceResponse> {
    return this.connection.send(WebSocketEvent.PRESENCE_UPDATE, this.#presence);
  }
}
