import { Dialog } from "../ui/Dialog";
import type { Api, Connection } from "./api";
import { Details } from "./Details";
import { Outcome } from "./Outcome";
import { SureButton } from "./SureButton";
import { useAction } from "./useAction";

interface ConnectionDetailsProps {
  api: Api;
  connection: Connection;
  /** Its user is to be looked at. */
  onUser: (userId: string) => void;
  onClose: () => void;
  onDisconnected: () => void;
}

/** Everything about a connection, and its end. */
export function ConnectionDetails({ api, connection, onUser, onClose, onDisconnected }: ConnectionDetailsProps) {
  const { run, result, isRunning } = useAction();
  const disconnect = async () => {
    const isDone = await run(async () => {
      await api.disconnect(connection.socketId);
      return "";
    });
    if (isDone) {
      onDisconnected();
    }
  };
  return (
    <Dialog title={`Connection of ${connection.userId}`} onClose={onClose}>
      <Details
        facts={{
          Socket: connection.socketId,
          User: (
            <button type="button" className="link" onClick={() => onUser(connection.userId)}>
              {connection.userId}
            </button>
          ),
          Since: new Date(connection.connectedAt).toLocaleString(),
          Transport: connection.transport,
          Address: connection.remoteAddress,
          Node: connection.node,
          Rooms: connection.rooms.join(", ") || "none",
          Metadata: JSON.stringify(connection.metadata),
        }}
      />
      <Outcome result={result} />
      <div className="dialog-foot">
        <SureButton sure={`Yes, disconnect ${connection.userId}`} disabled={isRunning} onSure={() => void disconnect()}>
          Disconnect
        </SureButton>
      </div>
    </Dialog>
  );
}
