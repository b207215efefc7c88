import { useCallback } from "react";
import { Time } from "../ui/Time";
import type { Api, Query, Room } from "./api";
import { ListTable, type Column } from "./ListTable";
import { useList } from "./useList";

interface RoomsTableProps {
  api: Api;
  changes: number;
  onOpen: (room: Room) => void;
}

const COLUMNS: Column<Room>[] = [
  { title: "Name", cell: ({ name }) => name, text: ({ name }) => name, sort: "name" },
  { title: "Members", cell: ({ memberCount }) => memberCount, sort: "memberCount" },
  { title: "Since", cell: ({ createdAt }) => <Time value={createdAt} style="medium" />, sort: "createdAt" },
];

const FIELDS = {
  name: ({ name }: Room) => name,
  memberCount: ({ memberCount }: Room) => memberCount,
  createdAt: ({ createdAt }: Room) => createdAt,
  metadata: ({ metadata }: Room) => metadata,
};

/** The rooms that somebody is in, on all nodes. */
export function RoomsTable({ api, changes, onOpen }: RoomsTableProps) {
  const load = useCallback((query: Query, signal: AbortSignal) => api.rooms(query, signal), [api]);
  return (
    <ListTable
      title="Rooms"
      list={useList(load, "name", changes)}
      columns={COLUMNS}
      keyOf={({ name }) => name}
      searches={[{ filter: "search", label: "Name" }]}
      fields={FIELDS}
      empty="There are no rooms"
      onOpen={onOpen}
    />
  );
}
