/**
 * For Vue 3.3 and newer.
 *
 * @packageDocumentation
 */
import { type MaybeRefOrGetter, onScopeDispose, type ShallowRef, shallowRef, toValue, watch } from "vue";
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

/** A client, and how its connection is. */
export interface UseParleyResult {
  readonly client: ParleyClient;
  readonly connection: Readonly<ShallowRef<ConnectionSnapshot>>;
}

/** A room, and what can be said in it. */
export interface UseRoomResult {
  readonly room: Readonly<ShallowRef<RoomState>>;
  /** Says something in the room: it is among the messages at once. */
  send(draft: RoomDraft): Promise<SendMessageResponse>;
}

/**
 * A client with a socket of its own, which is disconnected with the scope (a component) that has made it. It does not
 * connect while a page is rendered on a server. Give the client to other components by `provide`, or as a property.
 */
export function useParley(options: ClientOptions = {}): UseParleyResult {
  const client = createClient({ autoConnect: typeof document !== "undefined", ...options });
  const connection = shallowRef(client.snapshot);
  const forget = client.subscribe(() => (connection.value = client.snapshot));
  onScopeDispose(() => {
    forget();
    client.disconnect();
  });
  return { client, connection };
}

/** Is in a room as long as the scope is there; if the name is a ref or a getter, in the one that it names. */
export function useRoom(
  client: ParleyClient,
  name: MaybeRefOrGetter<string>,
  options: RoomOptions = {},
): UseRoomResult {
  const room = shallowRef(OUTSIDE);
  let watched!: WatchedRoom;
  watch(
    () => toValue(name),
    (now, _before, onCleanup) => {
      watched = watchRoom(client, now, options, (state) => (room.value = state));
      onCleanup(watched.close);
    },
    { immediate: true, flush: "sync" },
  );
  return { room, send: (draft) => watched.send(draft) };
}

/** Who types in a room, and that one types oneself. */
export interface UseTypingResult {
  /** The ids of the others who type, in the order in which they began. */
  readonly typists: Readonly<ShallowRef<readonly string[]>>;
  /** To be called at each key: it is said once a second at most. */
  startTyping(): void;
  stopTyping(): void;
}

/** Hears of the users who share a room, as long as the scope is there. */
export function usePresence(client: ParleyClient): Readonly<ShallowRef<People>> {
  const people = shallowRef(NOBODY);
  onScopeDispose(watchPresence(client, (now) => (people.value = now)));
  return people;
}

/** Hears who types in a room, which somebody has joined; if the name is a ref or a getter, in the one that it names. */
export function useTyping(client: ParleyClient, name: MaybeRefOrGetter<string>): UseTypingResult {
  const typists = shallowRef(SILENCE);
  watch(
    () => toValue(name),
    (now, _before, onCleanup) => {
      typists.value = SILENCE;
      onCleanup(watchTyping(client, now, (all) => (typists.value = all)));
    },
    { immediate: true, flush: "sync" },
  );
  return {
    typists,
    startTyping: () => client.startTyping(toValue(name)),
    stopTyping: () => client.stopTyping(toValue(name)),
  };
}
