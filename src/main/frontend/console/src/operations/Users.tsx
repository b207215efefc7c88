import { useCallback, useState, type FormEvent } from "react";
import type { Api, Presence, Query } from "./api";
import { ListTable, type Column } from "./ListTable";
import { useList } from "./useList";

interface UsersProps {
  api: Api;
  changes: number;
  onOpen: (userId: string) => void;
}

const COLUMNS: Column<Presence>[] = [
  { title: "User", cell: ({ userId }) => userId, text: ({ userId }) => userId, sort: "userId" },
  { title: "Status", cell: ({ status }) => status },
  { title: "Connections", cell: ({ sockets }) => sockets.length, sort: "sockets" },
];

const FIELDS = {
  userId: ({ userId }: Presence) => userId,
  status: ({ status }: Presence) => status,
  timestamp: ({ timestamp }: Presence) => timestamp,
  sockets: ({ sockets }: Presence) => sockets,
};

/** The users who are connected, on all nodes, and the way to one who is not, by the id. */
export function Users({ api, changes, onOpen }: UsersProps) {
  const [userId, setUserId] = useState("");
  const load = useCallback((query: Query, signal: AbortSignal) => api.users(query, signal), [api]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onOpen(userId);
  };
  return (
    <ListTable
      title="Users"
      list={useList(load, "userId", changes)}
      columns={COLUMNS}
      keyOf={(user) => user.userId}
      searches={[{ filter: "search", label: "User" }]}
      fields={FIELDS}
      empty="Nobody is connected"
      onOpen={(user) => onOpen(user.userId)}
    >
      <form onSubmit={submit} autoComplete="off" className="narrow-form">
        <label htmlFor="user-id">The id of a user</label>
        <div className="row">
          <input
            id="user-id"
            value={userId}
            onChange={(event) => setUserId(event.target.value)}
            required
            autoCapitalize="none"
            spellCheck={false}
          />
          <button type="submit">Look up</button>
        </div>
      </form>
    </ListTable>
  );
}
