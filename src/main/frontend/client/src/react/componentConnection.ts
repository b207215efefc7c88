import { consumerOf } from "../connection/client.js";
import type { Consumer } from "../connection/consumer.js";
import type { ClientOptions, NamespaceOptions } from "../connection/options.js";
import { type ConnectionSnapshot, INITIAL } from "../connection/snapshot.js";
import { acquire, connectionOf, peek } from "./sharedConnections.js";

/** The options of a component, for any namespace. */
export type ComponentOptions = ClientOptions | NamespaceOptions;

/** A component's use of a shared connection, from mounting to unmounting, possibly more than once. */
export class ComponentConnection {
  readonly #key: string;
  readonly #latest: () => ComponentOptions;
  readonly #consumer: Consumer;
  /** Of the latest rendering; null before the first. */
  #token: string | undefined | null = null;

  /** The key is that of the options; the function returns the options of the latest rendering. */
  constructor(key: string, options: ComponentOptions, latest: () => ComponentOptions) {
    this.#key = key;
    this.#latest = latest;
    this.#consumer = consumerOf(options, () => connectionOf(key, latest));
  }

  get actions(): Consumer {
    return this.#consumer;
  }

  readonly snapshot = (): ConnectionSnapshot => peek(this.#key)?.connection.snapshot ?? INITIAL;

  /** The component is mounted: it shares the connection until the returned function is called. */
  readonly subscribe = (onChange: () => void): (() => void) => {
    const release = acquire(this.#key, this.#latest);
    const { connection } = connectionOf(this.#key, this.#latest);
    const unobserve = connection.observe(() => ({ ...this.#latest(), onChange }));
    this.#consumer.attach();
    return () => {
      unobserve();
      this.#consumer.detach();
      release(() => this.#consumer.leave());
    };
  };

  /** The component was rendered with this token. If it has changed, the connection is told. */
  tokenChanged(token: string | undefined): void {
    if (this.#token !== null && token !== this.#token) {
      peek(this.#key)?.connection.tokenChanged();
    }
    this.#token = token;
  }
}
