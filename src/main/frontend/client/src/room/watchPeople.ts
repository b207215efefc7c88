import type { ParleyClient } from "../connection/client.js";
import type { PresenceUpdate } from "../contract/presence.js";
import { listen } from "./listen.js";

/** The last that was heard of each user who shares a room, by the user's id. Who goes is `offline`, and stays in it. */
export type People = ReadonlyMap<string, PresenceUpdate>;

/** What is used of a client. */
type Heard = Pick<ParleyClient, "on" | "off" | "snapshot" | "subscribe">;

/** Before anything was heard. */
export const NOBODY: People = new Map();

/** Before anybody types. */
export const SILENCE: readonly string[] = [];

/**
 * Hears of the users who share a room, and tells after each change who they are. While the connection is lost, it is what was
 * known before; another session at the server is told anew. The returned function ends that.
 */
export function watchPresence(client: Heard, tell: (people: People) => void): () => void {
  let people = NOBODY;
  let session = client.snapshot.socketId;
  const become = (now: People) => tell((people = now));
  const forget = client.subscribe(() => {
    const { socketId } = client.snapshot;
    if (socketId && socketId !== session) {
      session = socketId;
      become(NOBODY);
    }
  });
  const deafen = listen(client, {
    "presence-update": (update) => become(new Map(people).set(update.userId, update)),
  });
  return () => {
    forget();
    deafen();
  };
}

/**
 * Hears who types in a room that somebody has joined, and tells after each change the ids of those who do, in the order in
 * which they began. Nobody does when the connection is lost: an end would not be heard. The returned function ends that.
 */
export function watchTyping(client: Heard, room: string, tell: (typists: readonly string[]) => void): () => void {
  let typists = SILENCE;
  const become = (now: readonly string[]) => tell((typists = now));
  const end = (user: string) => typists.includes(user) && become(typists.filter((each) => each !== user));
  const typing = ({ userId, room: name, isTyping }: { userId: string; room?: string; isTyping: boolean }) => {
    if (name === undefined || name === room) {
      if (!isTyping) {
        end(userId);
      } else if (!typists.includes(userId)) {
        become([...typists, userId]);
      }
    }
  };
  const forget = client.subscribe(() => {
    if (typists.length > 0 && client.snapshot.connectionState !== "connected") {
      become(SILENCE);
    }
  });
  const deafen = listen(client, {
    "typing-start": typing,
    "typing-stop": typing,
    message: (message) => message.room === room && end(message.from),
  });
  return () => {
    forget();
    deafen();
  };
}
