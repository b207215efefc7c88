import { useCallback } from "react";
import type { Api, Connection, Query } from "./api";
import { ListTable, type Column } from "./ListTable";
import { useList } from "./useList";

interface ConnectionsTableProps {
  api: Api;
  changes: number;
  onOpen: (connection: Connection) => void;
}

const COLUMNS: Column<Connection>[] = [
  { title: "User", cell: ({ userId }) => userId, sort: "userId" },
  { title: "Since", cell: ({ connectedAt }) => <Time value={connectedAt} />, sort: "connectedAt" },
  { title: "Rooms", cell: ({ rooms }) => rooms.length },
  { title: "Transport", cell: ({ transport }) => transport, sort: "transport" },
  { title: "Address", cell: ({ remoteAddress }) => remoteAddress, sort: "remoteAddress" },
  { title: "Node", cell: ({ node }) => node, sort: "node" },
];

/** Who is connected, on all nodes. */
export function ConnectionsTable({ api, changes, onOpen }: ConnectionsTableProps) {
  const load = useCallback((query: Query, signal: AbortSignal) => api.connections(query, signal), [api]);
  return (
    <ListTable
      title="Connections"
      list={useList(load, "-connectedAt", changes)}
      columns={COLUMNS}
      keyOf={({ socketId }) => socketId}
      searches={[
        { filter: "search", label: "User, socket or address" },
        { filter: "room", label: "In the room" },
      ]}
      empty="Nobody is connected"
      onOpen={onOpen}
    />
  );
}

/** A moment, short; in full for who points at it. */
export function Time({ value }: { value: string }) {
  const time = new Date(value);
  return (
    <time dateTime={value} title={time.toLocaleString()}>
      {time.toLocaleTimeString([], { timeStyle: "medium" })}
    </time>
  );
}
