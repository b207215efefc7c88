import { addressOf } from "../connection/address.js";
import { userOf } from "../connection/claims.js";
import { Line } from "../connection/line.js";
import type { ConnectionOptions, Token } from "../connection/options.js";

/** The options of a component's latest rendering. */
export type LatestOptions = () => ConnectionOptions;

interface Share {
  readonly line: Line;
  /** Of the components that have it, in the order in which they came. */
  readonly users: Set<LatestOptions>;
}

const shares = new Map<string, Share>();

/** Components with the same key share a line. The token is no part of it, as another one may come; its user is. */
export function keyOf(options: ConnectionOptions & { userId?: string | undefined }): string {
  const { token, userId, reconnection, reconnectionAttempts, reconnectionDelay, ackTimeout } = options;
  const user = userId ?? (typeof token === "string" ? userOf(token) : "");
  const { url, path } = addressOf(options);
  return JSON.stringify([url, path, user, reconnection, reconnectionAttempts, reconnectionDelay, ackTimeout]);
}

/** The line of a key, if somebody has it. */
export function peek(key: string): Line | undefined {
  return shares.get(key)?.line;
}

/** The line of a key, new if there is none. Nobody keeps it by that: if nobody acquires it at once, it goes again. */
export function lineOf(key: string, latest: LatestOptions): Line {
  return shareOf(key, latest).line;
}

/**
 * Keeps the line of a key; the returned function gives it back, and the last one ends it. It is told how to leave the
 * rooms, for when others go on with the line: the end of a line needs no leaving, and to the others in a room it tells more.
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
    share = { line: new Line(options), users };
    shares.set(key, share);
    endIfUnused(key, share);
  }
  return share;
}

/** Not at once: React takes components away and puts them back in one go, and others take their places. */
function endIfUnused(key: string, share: Share, orElse: () => void = () => undefined): void {
  setTimeout(() => {
    if (share.users.size > 0) {
      orElse();
    } else if (shares.get(key) === share) {
      shares.delete(key);
      share.line.connection.disconnect();
    }
  });
}
