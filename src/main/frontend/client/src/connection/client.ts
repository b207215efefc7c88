import type { ChatClientToServerEvents } from "../contract/clientEvents.js";
import type { ChatServerToClientEvents } from "../contract/serverEvents.js";
import type { ClientActions } from "./actions.js";
import { ChatConnection } from "./chatConnection.js";
import { ChatConsumer } from "./chatConsumer.js";
import { Connection } from "./connection.js";
import { Consumer, type NamespaceConnection } from "./consumer.js";
import type { EventActions } from "./eventActions.js";
import type { AnyEvents, EventsMap } from "./events.js";
import { isChat } from "./namespace.js";
import type { ClientOptions, ConnectionOptions, NamespaceOptions } from "./options.js";
import type { ConnectionSnapshot } from "./snapshot.js";

/** How a connection is, for whoever has no framework that asks. */
export interface Observable {
  /** How the connection is now; the same object until something changes. */
  readonly snapshot: ConnectionSnapshot;
  /** Calls a listener whenever there is another snapshot; the returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** A connection of the chat's namespace without a framework, used by its creator alone. */
export interface ParleyClient<
  Heard extends EventsMap = ChatServerToClientEvents,
  Emitted extends EventsMap = ChatClientToServerEvents,
>
  extends ClientActions<Heard, Emitted>, Observable {}

/** A connection of another namespace without a framework, used by its creator alone. */
export interface NamespaceClient<Heard extends EventsMap = AnyEvents, Emitted extends EventsMap = AnyEvents>
  extends EventActions<Heard, Emitted>, Observable {}

/**
 * Makes a client with a socket of its own. Unless `autoConnect` is false it connects at once. Clients of different
 * namespaces at the same server share a transport, as with `io()`, unless they say that they have different users.
 * A client that is no longer needed should be disconnected.
 */
export function createClient<
  Heard extends EventsMap = ChatServerToClientEvents,
  Emitted extends EventsMap = ChatClientToServerEvents,
>(options?: ClientOptions): ParleyClient<Heard, Emitted>;
export function createClient<Heard extends EventsMap = AnyEvents, Emitted extends EventsMap = AnyEvents>(
  options: NamespaceOptions,
): NamespaceClient<Heard, Emitted>;
export function createClient(options: ClientOptions | NamespaceOptions = {}): NamespaceClient {
  const shared = namespaceConnection(options);
  const { connection } = shared;
  connection.observe(() => options);
  const consumer = consumerOf(options, () => shared);
  consumer.attach();
  if (options.autoConnect !== false) {
    connection.connect();
  }
  return {
    ...consumer,
    get snapshot() {
      return connection.snapshot;
    },
    subscribe: (listener) => connection.observe(() => ({ onChange: listener })),
  };
}

/** A connection with what its namespace adds; it does not connect by itself. */
export function namespaceConnection(options: ConnectionOptions): NamespaceConnection {
  return isChat(options.namespace) ? new ChatConnection(options) : { connection: new Connection(options) };
}

/** A consumer with the actions of a namespace. */
export function consumerOf(options: ConnectionOptions, shared: () => NamespaceConnection): Consumer {
  return isChat(options.namespace) ? new ChatConsumer(shared as () => ChatConnection) : new Consumer(shared);
}
