import { useCallback } from "react";
import type { Api, Connection } from "./api";
import { usePolled } from "./usePolled";

const INTERVAL = 3000;
/** How many sockets are named; a room may have thousands. */
const NAMED = 50;

interface MembersProps {
  api: Api;
  room: string;
  onOpen: (member: Connection) => void;
}

/** The members of a room by user, each socket with the way to all about it. */
export function Members({ api, room, onOpen }: MembersProps) {
  const { data, error } = usePolled(
    useCallback(
      (signal: AbortSignal) => api.connections({ offset: 0, limit: NAMED, sort: "userId", filters: { room } }, signal),
      [api, room],
    ),
    INTERVAL,
  );
  if (!data) {
    return <p className={error ? "bad" : "hint"}>{error ? error.message : "Asking for the members…"}</p>;
  }
  const users = new Map<string, Connection[]>();
  data.items.forEach((socket) => users.set(socket.userId, [...(users.get(socket.userId) ?? []), socket]));
  const more = data.total - data.items.length;
  return (
    <>
      {error && <p className="bad">{error.message} What is shown is older.</p>}
      <ul className="members" aria-label="Members">
        {[...users].map(([userId, sockets]) => (
          <li key={userId}>
            <span className="clip" title={userId}>
              {userId}
            </span>
            {sockets.map((socket) => (
              <button
                key={socket.socketId}
                type="button"
                className="link"
                title={socket.socketId}
                onClick={() => onOpen(socket)}
              >
                {socket.socketId.slice(0, 6)}…<span className="unseen"> of {userId}</span>
              </button>
            ))}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">and {more} more sockets</p>}
      {data.total === 0 && <p className="hint">Nobody is in it any more.</p>}
    </>
  );
}
