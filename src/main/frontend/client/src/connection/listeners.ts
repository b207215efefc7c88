import type { Connection } from "./connection.js";

/** Hears an event of any kind; what comes with it is the sender's choice. */
export type Listener = (...payload: any[]) => void;

/** The listeners of one holder of a connection. They can be there before the connection is, and after. */
export class Listeners {
  readonly #byEvent = new Map<string, Set<Listener>>();
  #connection: Connection | undefined;

  add(event: string, listener: Listener): void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    if (!listeners.has(listener)) {
      this.#byEvent.set(event, listeners.add(listener));
      this.#connection?.listen(event, listener);
    }
  }

  /** Without a listener: all of the event. */
  remove(event: string, listener?: Listener): void {
    const listeners = this.#byEvent.get(event);
    for (const each of listener ? [listener] : [...(listeners ?? [])]) {
      if (listeners?.delete(each)) {
        this.#connection?.unlisten(event, each);
      }
    }
  }

  /** From now on they hear this connection. */
  attach(connection: Connection): void {
    this.#connection = connection;
    this.#byEvent.forEach((listeners, event) => listeners.forEach((listener) => connection.listen(event, listener)));
  }

  /** They hear nothing more, and are forgotten. */
  clear(): void {
    [...this.#byEvent.keys()].forEach((event) => this.remove(event));
    this.#connection = undefined;
  }
}
