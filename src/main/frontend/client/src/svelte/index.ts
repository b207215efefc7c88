/**
 * For Svelte, as stores (`$connection`, `$room`). It imports nothing of Svelte, so it is for each version that has stores.
 *
 * @packageDocumentation
 */
import { createClient, type ParleyClient } from "../connection/client.js";
import type { ClientOptions } from "../connection/options.js";
import type { ConnectionSnapshot } from "../connection/snapshot.js";
import type { SendMessageResponse } from "../contract/message.js";
import {
  OUTSIDE,
  type RoomDraft,
  type RoomOptions,
  type RoomState,
  type WatchedRoom,
  watchRoom,
} from "../room/watchRoom.js";

export type { RoomMessage } from "../room/roomMessages.js";
export type { RoomDraft, RoomOptions, RoomState } from "../room/watchRoom.js";

/** What Svelte takes for a store that can be read. */
export interface Store<T> {
  subscribe(run: (value: T) => void): () => void;
}

/** A room, and what can be said in it. */
export interface RoomStore extends Store<RoomState> {
  /** Says something in the room: it is among the messages at once. Somebody must have subscribed. */
  send(draft: RoomDraft): Promise<SendMessageResponse>;
}

/**
 * A client with a socket of its own, and how its connection is. `onDestroy(client.disconnect)` ends it with a component.
 * It does not connect while a page is rendered on a server.
 */
export function parley(options: ClientOptions = {}): { client: ParleyClient; connection: Store<ConnectionSnapshot> } {
  const client = createClient({ autoConnect: typeof document !== "undefined", ...options });
  const subscribe = (run: (value: ConnectionSnapshot) => void) => {
    run(client.snapshot);
    return client.subscribe(() => run(client.snapshot));
  };
  return { client, connection: { subscribe } };
}

/** A room that one is in as long as somebody has subscribed. */
export function roomStore(client: ParleyClient, room: string, options: RoomOptions = {}): RoomStore {
  const runs = new Set<(state: RoomState) => void>();
  let state = OUTSIDE;
  let watched: WatchedRoom | undefined;
  const tell = (now: RoomState) => {
    state = now;
    runs.forEach((run) => run(now));
  };
  return {
    subscribe: (given) => {
      // One function may subscribe twice.
      const run = (now: RoomState) => given(now);
      runs.add(run);
      run(state);
      watched ??= watchRoom(client, room, options, tell);
      return () => {
        runs.delete(run);
        if (runs.size === 0) {
          watched?.close();
          watched = undefined;
          state = OUTSIDE;
        }
      };
    },
    send: (draft) => watched?.send(draft) ?? Promise.reject(new Error("Nobody has subscribed to the room.")),
  };
}
