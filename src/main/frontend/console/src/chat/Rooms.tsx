import { useState, type FormEvent } from "react";
import type { ChatRoom } from "./conversation";

interface RoomsProps {
  rooms: readonly ChatRoom[];
  current: string | null;
  onEnter: (room: string) => void;
  onJoin: (room: string) => Promise<boolean>;
}

/** The rooms that we are in, and the way into another. */
export function Rooms({ rooms, current, onEnter, onJoin }: RoomsProps) {
  const [name, setName] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onJoin(name)) {
      setName("");
    }
  };
  return (
    <section aria-labelledby="rooms-title">
      <h2 id="rooms-title">Rooms</h2>
      <form onSubmit={(event) => void submit(event)} autoComplete="off">
        <label htmlFor="room">Join a room</label>
        <div className="row">
          <input
            id="room"
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={128}
            required
            autoCapitalize="none"
            spellCheck={false}
          />
          <button type="submit">Join</button>
        </div>
      </form>
      <ul className="room-list" aria-labelledby="rooms-title">
        {rooms.map((room) => (
          <li key={room.name}>
            <button
              type="button"
              aria-current={room.name === current ? "true" : undefined}
              onClick={() => onEnter(room.name)}
            >
              <span className="clip" title={room.name}>
                {room.name}
              </span>
              {room.unread > 0 && (
                <span className="badge">
                  {room.unread}
                  <span className="unseen"> unread</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
