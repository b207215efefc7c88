import type { ClientActions } from "./actions.js";
import { Line } from "./line.js";
import type { ClientOptions } from "./options.js";
import { Participant } from "./participant.js";
import type { ConnectionSnapshot } from "./snapshot.js";

/** A connection of one's own, without a framework. */
export interface ParleyClient extends ClientActions {
  /** How the connection is now; the same object until something changes. */
  readonly snapshot: ConnectionSnapshot;
  /** Calls a listener whenever there is another snapshot; the returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** Makes a client with a socket of its own. Unless `autoConnect` is false it connects at once. */
export function createClient(options: ClientOptions = {}): ParleyClient {
  const line = new Line(options);
  const { connection } = line;
  connection.observe(options);
  const participant = new Participant(() => line);
  participant.enter();
  if (options.autoConnect !== false) {
    connection.connect();
  }
  return {
    ...participant,
    get snapshot() {
      return connection.snapshot;
    },
    subscribe: (listener) => connection.observe({ onChange: listener }),
  };
}
