import { namespaceConnection } from "../connection/client.js";
import type { NamespaceConnection } from "../connection/consumer.js";
import { transportKey } from "../connection/managers.js";
import { CHAT_NAMESPACE } from "../connection/namespace.js";
import type { ConnectionOptions, Token } from "../connection/options.js";

/** The options of a component's latest rendering. */
export type LatestOptions = () => ConnectionOptions;

interface Share {
  readonly shared: NamespaceConnection;
  /** One for each component that uses the connection, in the order of mounting. */
  readonly users: Set<LatestOptions>;
}

const shares = new Map<string, Share>();

/** Components with the same key share a connection. The token's user is part of the key, the token is not: it may be renewed. */
export function keyOf(options: ConnectionOptions): string {
  const { namespace = CHAT_NAMESPACE, ackTimeout, messageQueueLimit, messageRetryTime } = options;
  return JSON.stringify([transportKey(options), namespace, ackTimeout, messageQueueLimit, messageRetryTime]);
}

/** The connection of a key, if there is one. */
export function peek(key: string): NamespaceConnection | undefined {
  return shares.get(key)?.shared;
}

/** The connection of a key; it is made if there is none. It ends soon unless a component acquires it. */
export function connectionOf(key: string, latest: LatestOptions): NamespaceConnection {
  return shareOf(key, latest).shared;
}

/**
 * Keeps the connection of a key. The returned function releases it, and the last release ends the connection. Its argument
 * leaves the component's rooms; it is called only if others go on with the connection, because its end leaves all rooms.
 */
export function acquire(key: string, latest: LatestOptions): (leaveRooms: () => void) => void {
  const share = shareOf(key, latest);
  share.users.add(latest);
  return (leaveRooms) => {
    share.users.delete(latest);
    endIfUnused(key, share, () => {
      if (!share.users.has(latest)) {
        leaveRooms();
      }
    });
  };
}

function shareOf(key: string, latest: LatestOptions): Share {
  let share = shares.get(key);
  if (!share) {
    const users = new Set<LatestOptions>();
    const options = {
      ...latest(),
      get token(): Token | undefined {
        const newestFirst = [...users].reverse();
        return (newestFirst.find((user) => user().token !== undefined) ?? newestFirst[0] ?? latest)().token;
      },
    };
    share = { shared: namespaceConnection(options), users };
    shares.set(key, share);
    endIfUnused(key, share);
  }
  return share;
}

/** Not at once: React may unmount a component and mount it, or another one, in the same turn. */
function endIfUnused(key: string, share: Share, orElse: () => void = () => undefined): void {
  setTimeout(() => {
    if (share.users.size > 0) {
      orElse();
    } else if (shares.get(key) === share) {
      shares.delete(key);
      share.shared.connection.disconnect();
    }
  });
}
