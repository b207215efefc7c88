import type { ClientEvents } from "../contract/clientEvents.js";
import type { WebSocketError } from "../contract/error.js";
import { WebSocketEvent } from "../contract/events.js";
import type { PresenceResponse } from "../contract/presence.js";
import { Connection } from "./connection.js";
import { serverError } from "./errors.js";
import { LatencyProbe } from "./latencyProbe.js";
import { MessageQueue } from "./messageQueue.js";
import type { ConnectionOptions } from "./options.js";
import { RoomAccess } from "./roomAccess.js";
import { TypingThrottle } from "./typingThrottle.js";

type Presence = ClientEvents["presence-update"]["payload"];

/**
 * A connection with what the chat's contract adds: rooms, messages that wait, the user's status, the pace of typing events, and
 * the latency, for which other namespaces have no event.
 */
export class ChatConnection {
  readonly connection: Connection;
  readonly rooms: RoomAccess;
  readonly messages: MessageQueue;
  readonly #typing = new TypingThrottle();
  readonly #probe: LatencyProbe;
  #presence: Presence | undefined;

  constructor(options: ConnectionOptions) {
    this.connection = new Connection(options);
    this.rooms = new RoomAccess(this.connection);
    this.messages = new MessageQueue(this.connection, options);
    this.#probe = new LatencyProbe(
      () => this.connection.send(WebSocketEvent.PING),
      (latency) => this.connection.measured(latency),
    );
    this.connection.listen(WebSocketEvent.ROOM_ERROR, (error: WebSocketError) =>
      this.connection.report(serverError(error)),
    );
    this.connection.observe(() => ({
      onChange: () => {
        if (this.connection.snapshot.connectionState !== "connected") {
          this.#probe.stop();
        }
      },
      onConnect: () => this.#probe.start(),
      onOpen: () => {
        this.#typing.clear();
        if (this.#presence !== undefined) {
          this.#sendPresence().catch(() => undefined);
        }
      },
    }));
  }

  /** Sets the user's status. It is sent again after each reconnection. */
  updatePresence(presence: Presence): Promise<PresenceResponse> {
    this.#presence = presence;
    return this.#sendPresence();
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

  #sendPresence(): Promise<PresenceResponse> {
    return this.connection.send(WebSocketEvent.PRESENCE_UPDATE, this.#presence);
  }
}
