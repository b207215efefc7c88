import { useMemo, useState } from "react";
import type { Session } from "../session/session";
import { EmptyState } from "../ui/EmptyState";
import { Api, type Connection, type Room } from "./api";
import { ConnectionDetails } from "./ConnectionDetails";
import { ConnectionsTable } from "./ConnectionsTable";
import { Figures } from "./Figures";
import { NodeHealth } from "./NodeHealth";
import { RoomDetails } from "./RoomDetails";
import { RoomsTable } from "./RoomsTable";
import "../styles/operations.css";

/** The operators' view: how the server is, who is connected, which rooms there are. Made for the role admin. */
export default function OperationsView({ session }: { session: Session }) {
  const api = useMemo(() => new Api(session), [session]);
  const [connection, setConnection] = useState<Connection>();
  const [room, setRoom] = useState<Room>();
  const [changes, setChanges] = useState(0);

  if (!session.roles.includes("admin")) {
    return (
      <EmptyState title="This is for operators">
        Your token does not have the role <code>admin</code>. Sign in with one that has.
      </EmptyState>
    );
  }
  return (
    <div className="operations">
      <NodeHealth api={api} />
      <Figures api={api} mayRead={session.roles.includes("metrics")} />
      <ConnectionsTable api={api} changes={changes} onOpen={setConnection} />
      <RoomsTable api={api} changes={changes} onOpen={setRoom} />
      {connection && (
        <ConnectionDetails
          api={api}
          connection={connection}
          onClose={() => setConnection(undefined)}
          onDisconnected={() => {
            setConnection(undefined);
            setChanges(changes + 1);
          }}
        />
      )}
      {room && (
        <RoomDetails
          api={api}
          room={room}
          mayPublish={session.roles.includes("publisher")}
          onClose={() => setRoom(undefined)}
        />
      )}
    </div>
  );
}
