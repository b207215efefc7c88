import { useLayoutEffect, useRef } from "react";
import type { ChatRoom, Line } from "./conversation";
import { Linked } from "./Linked";
import { Time } from "../ui/Time";

interface MessageListProps {
  room: ChatRoom;
  userId: string;
  isConnected: boolean;
  onAgain: (line: Line) => void;
}

/** How near to the end, in pixels, the reader must be for new lines to be scrolled to. */
const NEAR = 80;

/** The lines of a room. It follows the conversation unless the reader has scrolled up. */
export function MessageList({ room, userId, isConnected, onAgain }: MessageListProps) {
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
          {room.lines.map((line) =>
            line.state === "gap" ? (
              <li key={line.key} className="gap">
                Messages may be missing here: the connection was lost until <Time value={line.time} />.
              </li>
            ) : (
              <MessageLine
                key={line.key}
                line={line}
                isOwn={line.from === userId}
                isConnected={isConnected}
                onAgain={onAgain}
              />
            ),
          )}
        </ol>
      </div>
      <p className="typing hint" aria-live="polite">
        {room.typing.length > 0 && `${room.typing.join(", ")} typing…`}
      </p>
    </>
  );
}

interface MessageLineProps {
  line: Line;
  isOwn: boolean;
  isConnected: boolean;
  onAgain: (line: Line) => void;
}

function MessageLine({ line, isOwn, isConnected, onAgain }: MessageLineProps) {
  const state = line.state !== "pending" ? line.state : isConnected ? "sending" : "waiting";
  return (
    <li className={isOwn ? "line own" : "line"} data-state={state}>
      <p className="by">
        <span className="from clip" title={line.from}>
          {line.from}
        </span>{" "}
        · <Time value={line.time} />
        {state === "waiting" && " · waiting for the connection"}
        {state === "sending" && " · sending…"}
      </p>
      <p className="content">
        <Linked text={line.content} />
      </p>
      {state === "refused" && (
        <p className="bad refusal">
          Not sent: {line.reason}{" "}
          <button type="button" className="quiet" onClick={() => onAgain(line)}>
            Send again
          </button>
        </p>
      )}
    </li>
  );
}
