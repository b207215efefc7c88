import { useState } from "react";
import { Dialog } from "../ui/Dialog";
import { textOf } from "../ui/textOf";
import type { Api, Connection } from "./api";
import { Details } from "./Details";

interface ConnectionDetailsProps {
  api: Api;
  connection: Connection;
  onClose: () => void;
  onDisconnected: () => void;
}

/** Everything about a connection, and its end: a second press, because the first may be a slip. */
export function ConnectionDetails({ api, connection, onClose, onDisconnected }: ConnectionDetailsProps) {
  const [isSure, setSure] = useState(false);
  const [problem, setProblem] = useState("");

  const disconnect = async () => {
    if (!isSure) {
      setSure(true);
      return;
    }
    try {
      await api.disconnect(connection.socketId);
      onDisconnected();
    } catch (failure) {
      setProblem(textOf(failure));
    }
  };
  return (
    <Dialog title={`Connection of ${connection.userId}`} onClose={onClose}>
      <Details
        facts={{
          Socket: connection.socketId,
          User: connection.userId,
          Since: new Date(connection.connectedAt).toLocaleString(),
          Transport: connection.transport,
          Address: connection.remoteAddress,
          Node: connection.node,
          Rooms: connection.rooms.join(", ") || "none",
          Metadata: JSON.stringify(connection.metadata),
        }}
      />
      {problem && (
        <p className="alert" role="alert">
          {problem}
        </p>
      )}
      <div className="dialog-foot">
        <button type="button" className="danger" onClick={() => void disconnect()}>
          {isSure ? `Yes, disconnect ${connection.userId}` : "Disconnect"}
        </button>
      </div>
    </Dialog>
  );
}
