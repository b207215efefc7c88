"use client";

import { useCallback, useEffect, useState } from "react";
import type { MessagePayload } from "../contract/message.js";
import type { TypingIndicator } from "../contract/typing.js";
import { listen } from "../room/listen.js";
import type { ChatSocket } from "./chatSocket.js";

/** Who types in a room. The functions never change as long as the room does not. */
export interface UseTypingResult {
  /** The ids of the others who type, in the order in which they began. */
  readonly typists: readonly string[];
  /** To be called at each key: it is said once a second at most. */
  startTyping(): void;
  stopTyping(): void;
}

interface Typists {
  readonly room: string;
  readonly users: readonly string[];
}

const NOBODY: readonly string[] = [];

/** Hears who types in a room, which somebody has joined, and tells that one types oneself. */
export function useTyping(socket: ChatSocket, room: string): UseTypingResult {
  const { on, startTyping, stopTyping, isConnected } = socket;
  const [typists, setTypists] = useState<Typists>({ room, users: NOBODY });

  useEffect(() => {
    // An end that comes while the connection is lost is not heard: whoever types on says so again within a second.
    setTypists({ room, users: NOBODY });
    const end = (user: string) =>
      setTypists((before) => ({ room, users: before.users.filter((each) => each !== user) }));
    const typing = ({ userId, room: name, isTyping }: TypingIndicator) => {
      if (name === undefined || name === room) {
        if (!isTyping) {
          end(userId);
        } else {
          setTypists((before) => ({ room, users: [...new Set([...before.users, userId])] }));
        }
      }
    };
    const said = (message: MessagePayload) => message.room === room && end(message.from);
    return listen(socket, { "typing-start": typing, "typing-stop": typing, message: said });
  }, [on, room, isConnected]);

  return {
    typists: isConnected && typists.room === room ? typists.users : NOBODY,
    startTyping: useCallback(() => startTyping(room), [startTyping, room]),
    stopTyping: useCallback(() => stopTyping(room), [stopTyping, room]),
  };
}
