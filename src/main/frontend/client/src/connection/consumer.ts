import type { Connection } from "./connection.js";
import type { Asking, EventActions } from "./eventActions.js";
import type { AnyEvents } from "./events.js";
import { type Listener, Listeners } from "./listeners.js";

/** The connection of a namespace, with what belongs to it. */
export interface NamespaceConnection {
  readonly connection: Connection;
}

/**
 * One consumer of a connection: an application that uses it alone, or one of several components that share it. Each has its
 * own listeners. The actions are properties, so they are bound and never change.
 */
export class Consumer<Shared extends NamespaceConnection = NamespaceConnection> implements EventActions<
  AnyEvents,
  AnyEvents
> {
  readonly #shared: () => Shared;
  readonly #listeners = new Listeners();

  /** The function returns the connection; it is called for every action. */
  constructor(shared: () => Shared) {
    this.#shared = shared;
  }

  protected get shared(): Shared {
    return this.#shared();
  }

  /** From now on the listeners receive the connection's events. */
  attach(): void {
    this.#listeners.attach(this.shared.connection);
  }

  /** From now on the listeners receive nothing. */
  detach(): void {
    this.#listeners.clear();
  }

  /** Leaves what this consumer alone has entered. Others go on with the connection. */
  leave(): void {}

  readonly connect = (): void => this.shared.connection.connect();

  readonly disconnect = (): void => this.shared.connection.disconnect();

  readonly on = (event: string, listener: Listener): void => this.#listeners.add(event, listener);

  readonly off = (event: string, listener?: Listener): void => this.#listeners.remove(event, listener);

  readonly emit = (event: string, ...payload: unknown[]): void => this.shared.connection.emit(event, payload);

  readonly emitWithAck = (event: string, ...payload: unknown[]): Promise<any> =>
    this.shared.connection.ask(event, payload);

  readonly timeout = (milliseconds: number): Asking<AnyEvents> => ({
    emitWithAck: (event: string, ...payload: unknown[]) => this.shared.connection.ask(event, payload, milliseconds),
  });
}
