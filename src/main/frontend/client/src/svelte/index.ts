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

import { NOBODY, type People, SILENCE, watchPresence, watchTyping } from "../room/watchPeople.js";

export type { People } from "../room/watchPeople.js";
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

/** Has something watched as long as somebody has subscribed; the next one begins with nothing. */
function shared<T>(nothing: T, watch: (tell: (state: T) => void) => () => void): Store<T> {
  const runs = new Set<(state: T) => void>();
  let state = nothing;
  let close: (() => void) | undefined;
  return {
    subscribe: (given) => {
      // One function may subscribe twice.
      const run = (now: T) => given(now);
      runs.add(run);
      run(state);
      close ??= watch((now) => {
        state = now;
        runs.forEach((each) => each(now));
      });
      return () => {
        runs.delete(run);
        if (runs.size === 0) {
          close?.();
          close = undefined;
          state = nothing;
        }
      };
    },
  };
}

/** A room that one is in as long as somebody has subscribed. */
export function roomStore(client: ParleyClient, room: string, options: RoomOptions = {}): RoomStore {
  let watched: WatchedRoom | undefined;
  return {
    ...shared(OUTSIDE, (tell) => {
      const { close } = (watched = watchRoom(client, room, options, tell));
      return () => {
        close();
        watched = undefined;
      };
    }),
    send: (draft) => watched?.send(draft) ?? Promise.reject(new Error("Nobody has subscribed to the room.")),
  };
}

/** Who shares a room, as far as it was heard since somebody has subscribed: subscribe before a room is joined. */
export function presenceStore(client: ParleyClient): Store<People> {
  return shared(NOBODY, (tell) => watchPresence(client, tell));
}

/** The ids of the others who type in a room, which somebody has joined; `client.startTyping(room)` says that one does. */
export function typingStore(client: ParleyClient, room: string): Store<readonly string[]> {
  return shared(SILENCE, (tell) => watchTyping(client, room, tell));
}
