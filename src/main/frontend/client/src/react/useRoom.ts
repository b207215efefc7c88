"use client";

import { useCallback, useEffect, useReducer, useState } from "react";
import type { MessagePayload, SendMessageResponse } from "../contract/message.js";
import type { JoinRoomResponse, LeaveRoomResponse } from "../contract/room.js";
import { changeMessages, type MessageChange, type RoomMessage } from "../room/roomMessages.js";
import { listen } from "../room/listen.js";
import { messageTo, recall, type RoomDraft, type RoomOptions } from "../room/watchRoom.js";
import { type ChatSocket, useLatest } from "./chatSocket.js";

/** What can be said about a room. The metadata of the first rendering counts. */
export interface UseRoomOptions extends RoomOptions {}

/** A room, as long as a component is in it. The function never changes as long as the room does not. */
export interface UseRoomResult {
  /** Whether the server has this connection in the room. */
  readonly isJoined: boolean;
  /** The sockets in the room when it was joined; null before. */
  readonly memberCount: number | null;
  /** Why it was not joined. */
  readonly error: Error | null;
  /** What was said since the component is there, and before if `history` says so, with one's own messages that are on their way or have failed. */
  readonly messages: readonly RoomMessage[];
  /** Says something in the room: it is among the messages at once. The promise is that of `sendMessage`. */
  send(message: RoomDraft): Promise<SendMessageResponse>;
}

interface Messages {
  readonly room: string;
  readonly list: readonly RoomMessage[];
}

interface Membership {
  readonly room: string;
  readonly socketId: string | null;
  readonly memberCount: number;
}

const NONE: readonly RoomMessage[] = [];

/** Is in a room as long as the component is there, hears what is said in it, and says something. */
export function useRoom(
  socket: ChatSocket,
  room: string,
  { metadata, limit = 500, history }: UseRoomOptions = {},
): UseRoomResult {
  const { on, joinRoom, leaveRoom, sendMessage, isConnected, socketId } = socket;
  const latest = useLatest({ socketId, request: metadata && { metadata }, limit, history });
  const [membership, setMembership] = useState<Membership>();
  const [failure, setFailure] = useState<{ room: string; error: Error }>();
  const [messages, dispatch] = useReducer(
    (before: Messages, { of, change }: { of: string; change: MessageChange }): Messages => ({
      room: of,
      list: changeMessages(before.room === of ? before.list : NONE, change, latest.current.limit),
    }),
    { room, list: NONE },
  );

  useEffect(() => {
    let isGone = false;
    const tell = (change: MessageChange) => dispatch({ of: room, change });
    const heard = (message: MessagePayload) => message.room === room && tell({ type: "heard", message });
    const isOurs = ({ success, room: name }: JoinRoomResponse | LeaveRoomResponse) => success && name === room;
    const joined = (answer: JoinRoomResponse) =>
      isOurs(answer) && setMembership({ room, memberCount: answer.memberCount, socketId: latest.current.socketId });
    const deafen = listen(socket, {
      message: heard,
      "room-joined": (answer) => {
        joined(answer);
        isOurs(answer) && recall(socket, room, latest.current.history, tell);
      },
      "room-left": (answer) => isOurs(answer) && setMembership(undefined),
    });
    setFailure(undefined);
    const { request } = latest.current;
    joinRoom({ ...request, room }).then(joined, (error: Error) => isGone || setFailure({ room, error }));
    return () => {
      isGone = true;
      deafen();
      void leaveRoom({ room });
    };
  }, [on, joinRoom, leaveRoom, room, latest]);

  const send = useCallback(
    (draft: RoomDraft) => {
      const message = messageTo(room, draft);
      const tell = (change: MessageChange) => dispatch({ of: room, change });
      const now = () => new Date().toISOString();
      tell({ type: "written", message, time: now() });
      const sending = sendMessage(message);
      sending.then(
        (answer) => tell({ type: "answered", message, answer }),
        (error: Error) => tell({ type: "failed", message, error, time: now() }),
      );
      return sending;
    },
    [sendMessage, room],
  );

  // Another id at the server is another session, which has to be let in again.
  const isCurrent = membership?.room === room && membership.socketId === socketId;
  return {
    isJoined: isConnected && isCurrent,
    memberCount: membership?.room === room ? membership.memberCount : null,
    error: failure?.room === room ? failure.error : null,
    messages: messages.room === room ? messages.list : NONE,
    send,
  };
}
