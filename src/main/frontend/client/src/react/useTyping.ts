"use client";

import { useCallback, useEffect, useState } from "react";
import type { MessagePayload } from "../contract/message.js";
import type { TypingIndicator } from "../contract/typing.js";
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
  const { on, off, startTyping, stopTyping, isConnected } = socket;
  const [typists, setTypists] = useState<Typists>({ room, users: NOBODY });

  useEffect(() => {
    // An end that comes while the connection is lost is not heard: whoever types on says so again within a second.
    setTypists({ room, users: NOBODY });
    const without = (before: Typists, user: string) => before.users.filter((each) => each !== user);
    const typing = ({ userId, room: name, isTyping }: TypingIndicator) => {
      if (name === undefined || name === room) {
        setTypists((before) =>
          isTyping && before.users.includes(userId)
            ? before
            : { room, users: [...without(before, userId), ...(isTyping ? [userId] : [])] },
        );
      }
    };
    const said = (message: MessagePayload) =>
      message.room === room && setTypists((before) => ({ room, users: without(before, message.from) }));
    on("typing-start", typing);
    on("typing-stop", typing);
    on("message", said);
    return () => {
      off("typing-start", typing);
      off("typing-stop", typing);
      off("message", said);
    };
  }, [on, off, room, isConnected]);

  return {
    typists: isConnected && typists.room === room ? typists.users : NOBODY,
    startTyping: useCallback(() => startTyping(room), [startTyping, room]),
    stopTyping: useCallback(() => stopTyping(room), [stopTyping, room]),
  };
}
