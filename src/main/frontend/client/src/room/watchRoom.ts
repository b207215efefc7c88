import type { ParleyClient } from "../connection/client.js";
import { newClientId, type OutgoingMessage } from "../connection/messageQueue.js";
import type { MessagePayload, SendMessageResponse } from "../contract/message.js";
import type { Metadata } from "../contract/metadata.js";
import type { JoinRoomResponse, LeaveRoomResponse } from "../contract/room.js";
import { listen } from "./listen.js";
import { changeMessages, type MessageChange, type RoomMessage } from "./roomMessages.js";

/** What can be said about a room. */
export interface RoomOptions {
  /** What is told about the room by who joins it first. */
  metadata?: Metadata | undefined;
  /** How many messages are kept at most. Default: 500. */
  limit?: number | undefined;
  /** How many of the messages before are asked for at each join, 1 to 1000; 0 are not. Default: 0. */
  history?: number | undefined;
}

/** A message to the room: its text, or more than that. Who sends a failed one again gives its `id` as the `clientId`. */
export type RoomDraft =
  string | (Omit<OutgoingMessage, "room" | "to" | "type"> & Partial<Pick<OutgoingMessage, "type">>);

/** How a room is at one moment. Immutable: a change makes another one. */
export interface RoomState {
  /** Whether the server has this connection in the room. */
  readonly isJoined: boolean;
  /** The sockets in the room when it was joined; null before. */
  readonly memberCount: number | null;
  /** Why it was not joined. */
  readonly error: Error | null;
  /** What was said since it was joined, and before if `history` says so, with one's own messages that are on their way or have failed. */
  readonly messages: readonly RoomMessage[];
}

/** A room that somebody looks at. */
export interface WatchedRoom {
  /** Says something in the room: it is among the messages at once. The promise is that of `sendMessage`. */
  send(draft: RoomDraft): Promise<SendMessageResponse>;
  /** Leaves the room, and tells nothing any more. */
  close(): void;
}

/** Before anything has happened. */
export const OUTSIDE: RoomState = { isJoined: false, memberCount: null, error: null, messages: [] };

/** The message as it is sent, whatever the draft leaves out. */
export function messageTo(room: string, draft: RoomDraft): OutgoingMessage & { room: string; clientId: string } {
  const given = typeof draft === "string" ? { content: draft } : draft;
  return { type: "text", ...given, room, clientId: given.clientId ?? newClientId() };
}

/** Asks what was said before in a room that was joined, if that is wanted. Nothing depends on whether there is an answer. */
export function recall(
  { emitWithAck }: Pick<ParleyClient, "emitWithAck">,
  room: string,
  limit: number | undefined,
  say: (change: MessageChange) => void,
): void {
  if (limit) {
    emitWithAck("room-history", { room, limit }).then(
      ({ messages }) => say({ type: "recalled", messages }),
      () => {},
    );
  }
}

/** Joins a room, hears what is said in it, and tells how it is: at once, and after each change. */
export function watchRoom(
  client: ParleyClient,
  room: string,
  { metadata, limit = 500, history }: RoomOptions,
  tell: (state: RoomState) => void,
): WatchedRoom {
  const { joinRoom, leaveRoom, sendMessage } = client;
  let state = OUTSIDE;
  let socketId: string | null | undefined;
  const become = (change: Partial<RoomState>) => tell((state = { ...state, ...change }));
  const say = (change: MessageChange) => become({ messages: changeMessages(state.messages, change, limit) });
  // Another id at the server is another session, which has to be let in again.
  const observed = () => {
    const isJoined = client.snapshot.connectionState === "connected" && client.snapshot.socketId === socketId;
    if (isJoined !== state.isJoined) {
      become({ isJoined });
    }
  };
  const heard = (message: MessagePayload) => message.room === room && say({ type: "heard", message });
  const isOurs = ({ success, room: name }: JoinRoomResponse | LeaveRoomResponse) => success && name === room;
  const joined = (answer: JoinRoomResponse) => {
    if (isOurs(answer)) {
      socketId = client.snapshot.socketId;
      become({ memberCount: answer.memberCount, error: null, isJoined: true });
    }
  };
  const left = (answer: LeaveRoomResponse) => {
    if (isOurs(answer)) {
      socketId = undefined;
      become({ memberCount: null, isJoined: false });
    }
  };

  const deafen = listen(client, {
    message: heard,
    "room-joined": (answer) => {
      joined(answer);
      isOurs(answer) && recall(client, room, history, say);
    },
    "room-left": left,
  });
  const forget = client.subscribe(observed);
  become({});
  joinRoom({ room, ...(metadata && { metadata }) }).then(joined, (error: Error) => become({ error }));
  return {
    send: (draft) => {
      const message = messageTo(room, draft);
      const now = () => new Date().toISOString();
      say({ type: "written", message, time: now() });
      const sending = sendMessage(message);
      sending.then(
        (answer) => say({ type: "answered", message, answer }),
        (error: Error) => say({ type: "failed", message, error, time: now() }),
      );
      return sending;
    },
    close: () => {
      tell = () => {};
      forget();
      deafen();
      void leaveRoom({ room });
    },
  };
}
