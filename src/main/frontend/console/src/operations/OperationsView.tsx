import { useMemo, useState } from "react";
import { isOperator, type Session } from "../session/session";
import { EmptyState } from "../ui/EmptyState";
import { Api, type Connection, type Room } from "./api";
import { BroadcastForm } from "./BroadcastForm";
import { Configuration } from "./Configuration";
import { ConnectionDetails } from "./ConnectionDetails";
import { ConnectionsTable } from "./ConnectionsTable";
import { Figures } from "./Figures";
import { NodeHealth } from "./NodeHealth";
import { RoomDetails } from "./RoomDetails";
import { RoomsTable } from "./RoomsTable";
import { UserDetails } from "./UserDetails";
import { Users } from "./Users";
import "../styles/operations.css";

/** The operators' view: how the server is, who is connected, which rooms there are. Made for the role admin. */
export default function OperationsView({ session }: { session: Session }) {
  const api = useMemo(() => new Api(session), [session]);
  const [connection, setConnection] = useState<Connection>();
  const [room, setRoom] = useState<Room>();
  const [userId, setUserId] = useState<string>();
  const [changes, setChanges] = useState(0);
  const [outcome, setOutcome] = useState("");

  const mayPublish = session.roles.includes("publisher");
  const open = (chosen: Connection) => {
    setOutcome("");
    setConnection(chosen);
  };
  if (!isOperator(session)) {
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
      <ConnectionsTable api={api} changes={changes} onOpen={open} outcome={outcome} />
      <RoomsTable api={api} changes={changes} onOpen={setRoom} />
      <Users api={api} changes={changes} onOpen={setUserId} />
      <BroadcastForm api={api} mayPublish={mayPublish} />
      <Configuration api={api} />
      {connection && (
        <ConnectionDetails
          api={api}
          connection={connection}
          onUser={(user) => {
            setConnection(undefined);
            setUserId(user);
          }}
          onClose={() => setConnection(undefined)}
          onDisconnected={() => {
            setConnection(undefined);
            setChanges(changes + 1);
            setOutcome(`The connection of ${connection.userId} was ended.`);
          }}
        />
      )}
      {userId !== undefined && (
        <UserDetails
          api={api}
          userId={userId}
          mayPublish={mayPublish}
          onConnection={(chosen) => {
            setUserId(undefined);
            open(chosen);
          }}
          onClose={() => setUserId(undefined)}
        />
      )}
      {room && (
        <RoomDetails
          api={api}
          room={room}
          mayPublish={mayPublish}
          onMember={(member) => {
            setRoom(undefined);
            open(member);
          }}
          onClose={() => setRoom(undefined)}
        />
      )}
    </div>
  );
}
