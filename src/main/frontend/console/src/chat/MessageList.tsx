import { useLayoutEffect, useRef } from "react";
import type { ChatRoom, Line } from "./conversation";

interface MessageListProps {
  room: ChatRoom;
  userId: string;
  onAgain: (key: string) => void;
}

/** How near to the end, in pixels, the reader must be for new lines to be scrolled to. */
const NEAR = 80;

/** The lines of a room. It follows the conversation unless the reader has scrolled up. */
export function MessageList({ room, userId, onAgain }: MessageListProps) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);

  useLayoutEffect(() => {
    const element = list.current;
    if (element && isAtEnd.current) {
      element.scrollTop = element.scrollHeight;
    }
  }, [room.lines]);

  return (
    <>
      <div
        className="lines"
        role="log"
        aria-live="polite"
        aria-label={`Messages in ${room.name}`}
        tabIndex={0}
        ref={list}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
        }}
      >
        {room.lines.length === 0 && <p className="hint">Nothing said yet. {room.memberCount} in the room.</p>}
        <ol>
          {room.lines.map((line) => (
            <MessageLine key={line.key} line={line} isOwn={line.from === userId} onAgain={onAgain} />
          ))}
        </ol>
      </div>
      <p className="typing hint" aria-live="polite">
        {room.typing.length > 0 && `${room.typing.join(", ")} typing…`}
      </p>
    </>
  );
}

function MessageLine({ line, isOwn, onAgain }: { line: Line; isOwn: boolean; onAgain: (key: string) => void }) {
  const clock = new Date(line.time).toLocaleTimeString([], { timeStyle: "short" });
  return (
    <li className={isOwn ? "line own" : "line"} data-state={line.state}>
      <p className="by">
        {line.from} · <time dateTime={line.time}>{clock}</time>
        {line.state === "waiting" && " · waiting for the connection"}
        {line.state === "sending" && " · sending"}
      </p>
      <p className="content">{line.content}</p>
      {line.state === "refused" && (
        <p className="bad">
          Not sent.{" "}
          <button type="button" className="quiet" onClick={() => onAgain(line.key)}>
            Send again
          </button>
        </p>
      )}
    </li>
  );
}
