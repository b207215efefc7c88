import { useState } from "react";
import type { Api } from "./api";
import { JsonForm } from "./JsonForm";

/** An event to everybody, or to the members of some rooms. */
export function BroadcastForm({ api, mayPublish }: { api: Api; mayPublish: boolean }) {
  const [event, setEvent] = useState("");
  const [rooms, setRooms] = useState("");

  const send = async (data: unknown) => {
    const names = [...new Set(rooms.split("\n").filter((name) => name.trim() !== ""))];
    await api.broadcast(event, data, names);
    return names.length === 0 ? "Handed to everybody." : `Handed to ${names.length === 1 ? "the room" : "the rooms"}.`;
  };
  return (
    <section className="card acts" aria-labelledby="broadcast-title">
      <h2 id="broadcast-title">Broadcast</h2>
      {mayPublish ? (
        <div className="narrow-form">
          <JsonForm label="Its data, text or JSON" button="Broadcast" onSend={send}>
            <label htmlFor="broadcast-event">An event</label>
            <input
              id="broadcast-event"
              value={event}
              onChange={(change) => setEvent(change.target.value)}
              maxLength={128}
              required
              autoCapitalize="none"
              spellCheck={false}
            />
            <label htmlFor="broadcast-rooms">To these rooms, one a line; to everybody if there is none</label>
            <textarea
              id="broadcast-rooms"
              rows={1}
              value={rooms}
              onChange={(change) => setRooms(change.target.value)}
              spellCheck={false}
            />
          </JsonForm>
        </div>
      ) : (
        <p className="hint">To broadcast, a token needs the role publisher.</p>
      )}
    </section>
  );
}
