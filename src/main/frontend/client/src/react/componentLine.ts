import type { ClientActions } from "../connection/actions.js";
import type { ClientOptions } from "../connection/options.js";
import { Participant } from "../connection/participant.js";
import { type ConnectionSnapshot, INITIAL } from "../connection/snapshot.js";
import { acquire, lineOf, peek } from "./sharedLines.js";

/** A component's part in a shared line, and its life: from being mounted to being taken away, maybe more than once. */
export class ComponentLine {
  readonly #key: string;
  readonly #latest: () => ClientOptions;
  readonly #participant: Participant;
  /** Of the latest rendering; null before the first. */
  #token: string | undefined | null = null;

  /** The function gives the options of the latest rendering. */
  constructor(key: string, latest: () => ClientOptions) {
    this.#key = key;
    this.#latest = latest;
    this.#participant = new Participant(() => lineOf(key, latest));
  }

  get actions(): ClientActions {
    return this.#participant;
  }

  readonly snapshot = (): ConnectionSnapshot => peek(this.#key)?.connection.snapshot ?? INITIAL;

  /** Mounted: shares the line until the returned function is called. */
  readonly subscribe = (onChange: () => void): (() => void) => {
    const release = acquire(this.#key, this.#latest);
    const { connection } = lineOf(this.#key, this.#latest);
    const unobserve = connection.observe({
      onChange,
      onConnect: () => this.#latest().onConnect?.(),
      onDisconnect: (reason) => this.#latest().onDisconnect?.(reason),
      onError: (error) => this.#latest().onError?.(error),
      onReconnect: (attempt) => this.#latest().onReconnect?.(attempt),
    });
    this.#participant.enter();
    return () => {
      unobserve();
      this.#participant.leave();
      release(() => this.#participant.leaveRooms());
    };
  };

  /** The component was rendered with this token; tells the connection if it was another one before. */
  tokenChanged(token: string | undefined): void {
    if (this.#token !== null && token !== this.#token) {
      peek(this.#key)?.connection.tokenChanged();
    }
    this.#token = token;
  }
}
