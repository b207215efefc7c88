import { useCallback } from "react";
import { Dialog } from "../ui/Dialog";
import { Time } from "../ui/Time";
import type { Api, Connection } from "./api";
import { counted } from "./counted";
import { Details } from "./Details";
import { JsonForm } from "./JsonForm";
import { Outcome } from "./Outcome";
import { SureButton } from "./SureButton";
import { useAction } from "./useAction";
import { usePolled } from "./usePolled";

const INTERVAL = 3000;
/** How many sockets are shown; a program may have more. */
const SHOWN = 50;

interface UserDetailsProps {
  api: Api;
  userId: string;
  mayPublish: boolean;
  /** A connection of the user is to be looked at. */
  onConnection: (connection: Connection) => void;
  onClose: () => void;
}

/** How a user is, by which connections, a notification, and the end of all these connections. */
export function UserDetails({ api, userId, mayPublish, onConnection, onClose }: UserDetailsProps) {
  const { run, result, isRunning } = useAction();
  const presence = usePolled(
    useCallback((signal: AbortSignal) => api.presence(userId, signal), [api, userId]),
    INTERVAL,
  );
  const connections = usePolled(
    useCallback(
      (signal: AbortSignal) =>
        api.connections({ offset: 0, limit: SHOWN, sort: "connectedAt", filters: { user: userId } }, signal),
      [api, userId],
    ),
    INTERVAL,
  );
  const error = presence.error ?? connections.error;
  const more = connections.data ? connections.data.total - connections.data.items.length : 0;
  return (
    <Dialog title={`User ${userId}`} onClose={onClose}>
      {error && (
        <p className="alert" role="alert">
          {error.message}
          {presence.data && " What is shown is older."}
        </p>
      )}
      {presence.data ? (
        <Details
          facts={{
            Presence: error ? "unknown" : presence.data.status,
            Since: presence.data.sockets.length > 0 && <Time value={presence.data.timestamp} style="medium" />,
          }}
        />
      ) : (
        !error && <p className="hint">Asking for the user…</p>
      )}
      <h3>Connections</h3>
      <ul className="members" aria-label="Connections of the user">
        {connections.data?.items.map((connection) => (
          <li key={connection.socketId}>
            <button type="button" className="link" onClick={() => onConnection(connection)}>
              {connection.socketId}
            </button>
            <span className="hint">
              {connection.transport}, {connection.remoteAddress}, since <Time value={connection.connectedAt} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">and {more} more</p>}
      {connections.data?.total === 0 && <p className="hint">None. Nothing is kept of users who are not connected.</p>}
      {mayPublish ? (
        <JsonForm
          label="A notification to the user, text or JSON"
          button="Notify"
          onSend={async (notification) => {
            await api.notify(userId, notification);
            return "Handed to the user’s connections.";
          }}
        />
      ) : (
        <p className="hint">To notify the user, a token needs the role publisher.</p>
      )}
      <Outcome result={result} />
      <div className="dialog-foot">
        <SureButton
          sure={`Yes, end all connections of ${userId}`}
          disabled={isRunning || connections.data?.total === 0}
          onSure={() =>
            void run(async () => {
              const ended = await api.disconnectAll({ user: userId });
              connections.refresh();
              presence.refresh();
              return `${counted(ended)} ended.`;
            })
          }
        >
          End all connections
        </SureButton>
      </div>
    </Dialog>
  );
}
