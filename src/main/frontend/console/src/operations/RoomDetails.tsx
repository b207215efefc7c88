import { useState, type FormEvent } from "react";
import { Dialog } from "../ui/Dialog";
import type { Api, Connection, Room } from "./api";
import { Details } from "./Details";
import { Members } from "./Members";
import { Outcome } from "./Outcome";
import { SureButton } from "./SureButton";
import { counted } from "./counted";
import { useAction } from "./useAction";

interface RoomDetailsProps {
  api: Api;
  room: Room;
  mayPublish: boolean;
  /** A member is to be looked at. */
  onMember: (member: Connection) => void;
  onClose: () => void;
}

/** Everything about a room, and a word to those in it. */
export function RoomDetails({ api, room, mayPublish, onMember, onClose }: RoomDetailsProps) {
  return (
    <Dialog title={`Room ${room.name}`} onClose={onClose}>
      <Details
        facts={{
          Since: new Date(room.createdAt).toLocaleString(),
          Metadata: JSON.stringify(room.metadata),
        }}
      />
      <h3>Members</h3>
      <Members api={api} room={room.name} onOpen={onMember} />
      {mayPublish ? (
        <Publish api={api} room={room.name} />
      ) : (
        <p className="hint">To publish into the room, a token needs the role publisher.</p>
      )}
      <DisconnectAll api={api} room={room.name} />
    </Dialog>
  );
}

function Publish({ api, room }: { api: Api; room: string }) {
  const [content, setContent] = useState("");
  const { run, result, isRunning } = useAction();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isDone = await run(async () => `Published as ${(await api.publish(room, content)).id}.`);
    if (isDone) {
      setContent("");
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <label htmlFor="publish">A system message to the room</label>
      <div className="row">
        <input id="publish" value={content} onChange={(event) => setContent(event.target.value)} required />
        <button type="submit" disabled={isRunning}>
          Publish
        </button>
      </div>
      <Outcome result={result} />
    </form>
  );
}

function DisconnectAll({ api, room }: { api: Api; room: string }) {
  const { run, result, isRunning } = useAction();
  return (
    <>
      <Outcome result={result} />
      <div className="dialog-foot">
        <SureButton
          sure="Yes, disconnect everybody in the room"
          disabled={isRunning}
          onSure={() => void run(async () => `${counted(await api.disconnectAll({ room }))} ended.`)}
        >
          Disconnect everybody
        </SureButton>
      </div>
    </>
  );
}
