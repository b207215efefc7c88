import { useState, type FormEvent } from "react";
import { Dialog } from "../ui/Dialog";
import { textOf } from "../ui/textOf";
import type { Api, Room } from "./api";
import { Details } from "./Details";

interface RoomDetailsProps {
  api: Api;
  room: Room;
  mayPublish: boolean;
  onClose: () => void;
}

/** How many members are named; a room may have thousands. */
const NAMED = 50;

/** Everything about a room, and a word to those in it. */
export function RoomDetails({ api, room, mayPublish, onClose }: RoomDetailsProps) {
  const named = room.members.slice(0, NAMED).join(", ");
  const more = room.members.length - NAMED;
  return (
    <Dialog title={`Room ${room.name}`} onClose={onClose}>
      <Details
        facts={{
          Members: `${room.memberCount}`,
          Sockets: more > 0 ? `${named} and ${more} more` : named,
          Since: new Date(room.createdAt).toLocaleString(),
          Metadata: JSON.stringify(room.metadata),
        }}
      />
      {mayPublish ? (
        <Publish api={api} room={room.name} />
      ) : (
        <p className="hint">To publish into the room, a token needs the role publisher.</p>
      )}
    </Dialog>
  );
}

function Publish({ api, room }: { api: Api; room: string }) {
  const [content, setContent] = useState("");
  const [outcome, setOutcome] = useState<{ isGood: boolean; text: string }>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const { id } = await api.publish(room, content);
      setContent("");
      setOutcome({ isGood: true, text: `Published as ${id}.` });
    } catch (failure) {
      setOutcome({ isGood: false, text: textOf(failure) });
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <label htmlFor="publish">A system message to the room</label>
      <div className="row">
        <input id="publish" value={content} onChange={(event) => setContent(event.target.value)} required />
        <button type="submit">Publish</button>
      </div>
      <p className={outcome?.isGood === false ? "bad" : "good"} role="status">
        {outcome?.text}
      </p>
    </form>
  );
}
