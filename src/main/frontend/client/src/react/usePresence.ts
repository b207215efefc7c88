"use client";

import { useEffect, useState } from "react";
import type { PresenceUpdate } from "../contract/presence.js";
import type { ChatActions } from "../connection/actions.js";
import { listen } from "../room/listen.js";
import { type ChatSocket, useLatest } from "./chatSocket.js";

/** Who is there. */
export interface UsePresenceResult {
  /** The last that was heard of each user who shares a room, by the user's id. Who goes is `offline`, and stays in it. */
  readonly people: ReadonlyMap<string, PresenceUpdate>;
  /** Tells one's own status to those who share a room. */
  readonly updatePresence: ChatActions["updatePresence"];
}

interface People {
  /** The session at the server that has told it. */
  readonly socketId: string | null;
  readonly people: ReadonlyMap<string, PresenceUpdate>;
}

const NOBODY: ReadonlyMap<string, PresenceUpdate> = new Map();

/** Hears of the users who share a room. While the connection is lost, it is what was known before. */
export function usePresence(socket: ChatSocket): UsePresenceResult {
  const { on, updatePresence, socketId } = socket;
  const latest = useLatest(socketId);
  const [known, setKnown] = useState<People>({ socketId, people: NOBODY });

  useEffect(() => {
    const heard = (update: PresenceUpdate) =>
      setKnown((before) => {
        const current = latest.current;
        const people = before.socketId === current ? before.people : NOBODY;
        return { socketId: current, people: new Map(people).set(update.userId, update) };
      });
    return listen(socket, { "presence-update": heard });
  }, [on, latest]);

  // Another session is told anew who is there.
  const isCurrent = socketId === null || known.socketId === socketId;
  return { people: isCurrent ? known.people : NOBODY, updatePresence };
}
