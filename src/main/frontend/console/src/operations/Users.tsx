import { useState, type FormEvent } from "react";

/** The way to a user: by the id, also of one who is not connected. The list of those who are is that of connections. */
export function Users({ onOpen }: { onOpen: (userId: string) => void }) {
  const [userId, setUserId] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onOpen(userId);
  };
  return (
    <section className="card acts" aria-labelledby="users-title">
      <h2 id="users-title">Users</h2>
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
    </section>
  );
}
