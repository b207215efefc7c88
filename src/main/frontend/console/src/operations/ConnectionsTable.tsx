import { useCallback } from "react";
import { Time } from "../ui/Time";
import type { Api, Connection, Query } from "./api";
import { ListTable, type Column } from "./ListTable";
import { useList } from "./useList";

interface ConnectionsTableProps {
  api: Api;
  changes: number;
  onOpen: (connection: Connection) => void;
  /** What has become of the last connection that was looked at. */
  outcome: string;
}

const COLUMNS: Column<Connection>[] = [
  { title: "User", cell: ({ userId }) => userId, text: ({ userId }) => userId, sort: "userId" },
  { title: "Since", cell: ({ connectedAt }) => <Time value={connectedAt} style="medium" />, sort: "connectedAt" },
  { title: "Rooms", cell: ({ rooms }) => rooms.length, text: ({ rooms }) => rooms.join(", ") },
  { title: "Transport", cell: ({ transport }) => transport, sort: "transport" },
  {
    title: "Address",
    cell: ({ remoteAddress }) => remoteAddress,
    text: ({ remoteAddress }) => remoteAddress,
    sort: "remoteAddress",
  },
  { title: "Node", cell: ({ node }) => node, text: ({ node }) => node, sort: "node" },
];

const FIELDS = {
  socketId: ({ socketId }: Connection) => socketId,
  userId: ({ userId }: Connection) => userId,
  connectedAt: ({ connectedAt }: Connection) => connectedAt,
  transport: ({ transport }: Connection) => transport,
  remoteAddress: ({ remoteAddress }: Connection) => remoteAddress,
  node: ({ node }: Connection) => node,
  rooms: ({ rooms }: Connection) => rooms,
  metadata: ({ metadata }: Connection) => metadata,
};

/** Who is connected, on all nodes. */
export function ConnectionsTable({ api, changes, onOpen, outcome }: ConnectionsTableProps) {
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
      fields={FIELDS}
      empty="Nobody is connected"
      onOpen={onOpen}
      outcome={outcome}
    />
  );
}
