import { useState } from "react";
import type { Session } from "../session/session";
import { EmptyState } from "../ui/EmptyState";
import { Composer } from "./Composer";
import { ConnectionBanner } from "./ConnectionBanner";
import { MessageList } from "./MessageList";
import { People } from "./People";
import { Rooms } from "./Rooms";
import { useChat } from "./useChat";
import "../styles/chat.css";

interface ChatViewProps {
  session: Session;
  path: string;
  /** The server does not believe the token. */
  onRefused: (reason: string) => void;
}

/** Rooms, their conversations, and the people in them. */
export function ChatView({ session, path, onRefused }: ChatViewProps) {
  const chat = useChat(session, path, onRefused);
  const { conversation, socket } = chat;
  const [isAsideOpen, setAsideOpen] = useState(false);
  const room = conversation.rooms.find(({ name }) => name === conversation.current);

  return (
    <div className="chat">
      <ConnectionBanner socket={socket} userId={session.userId} />
      {chat.problem && (
        <p className="alert" role="alert">
          {chat.problem}
          <button type="button" className="quiet" onClick={chat.forgetProblem} aria-label="Dismiss">
            ✕
          </button>
        </p>
      )}
      <div className="chat-columns">
        <aside className={isAsideOpen || !room ? "side open" : "side"} aria-label="Rooms and people">
          <Rooms
            rooms={conversation.rooms}
            current={conversation.current}
            onEnter={(name) => {
              chat.enter(name);
              setAsideOpen(false);
            }}
            onJoin={async (name) => {
              const isJoined = await chat.join(name);
              setAsideOpen(!isJoined);
              return isJoined;
            }}
          />
          <People
            people={conversation.people}
            isCurrent={socket.isConnected}
            status={chat.status}
            onStatus={chat.appear}
          />
        </aside>
        <section className="talk" aria-label={room ? `Room ${room.name}` : "Room"}>
          <div className="talk-head">
            <button
              type="button"
              className="quiet side-toggle"
              aria-expanded={isAsideOpen || !room}
              onClick={() => setAsideOpen(!isAsideOpen)}
            >
              ☰ Rooms
            </button>
            <h2 className="clip" title={room?.name}>
              {room ? room.name : "No room"}
            </h2>
            {room && (
              <button type="button" className="quiet" onClick={() => void chat.leave(room.name)}>
                Leave
              </button>
            )}
          </div>
          {room ? (
            <>
              <MessageList
                key={room.name}
                room={room}
                userId={session.userId}
                isConnected={socket.isConnected}
                onAgain={(line) => chat.writeAgain(room.name, line)}
              />
              <Composer
                key={room.name}
                onWrite={(content) => chat.write(room.name, content)}
                onTyping={(isTyping) => (isTyping ? socket.startTyping : socket.stopTyping)({ room: room.name })}
              />
            </>
          ) : (
            <EmptyState title="You are in no room yet">
              Join one by its name; a room exists as long as somebody is in it.
            </EmptyState>
          )}
        </section>
      </div>
    </div>
  );
}
