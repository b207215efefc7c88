import {
  MessageType,
  PresenceStatus,
  WebSocketErrorCode,
  WebSocketEvent,
  newClientId,
  useWebSocket,
  type ServerEventListener,
  type ServerEvents,
  type TypingIndicator,
  type WebSocketError,
} from "@parley/client";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { Session } from "../session/session";
import { keep, kept } from "../ui/storage";
import { textOf } from "../ui/textOf";
import { change, NOTHING, type Line } from "./conversation";

/** The rooms that a user of this tab was in. */
const memoryOf = (userId: string) => {
  const key = `parley.rooms.${userId}`;
  return {
    read: (): string[] => JSON.parse(kept("sessionStorage", key) ?? "[]"),
    write: (rooms: string[]) => keep("sessionStorage", key, JSON.stringify(rooms)),
  };
};

/** The conversation of somebody who is signed in: what the server's events have made of it, and what one can do. */
export function useChat(session: Session, path: string, onRefused: (reason: string) => void) {
  const [conversation, dispatch] = useReducer(change, NOTHING);
  const [status, setStatus] = useState<PresenceStatus>(PresenceStatus.ONLINE);
  const [problem, setProblem] = useState("");
  const token = useCallback(() => session.token(true), [session]);
  const memory = useMemo(() => memoryOf(session.userId), [session]);

  const socket = useWebSocket({
    token,
    userId: session.userId,
    url: window.location.origin,
    path,
    reconnectionAttempts: Infinity,
    onConnect: (recovered) => dispatch({ type: "connected", recovered, time: new Date().toISOString() }),
    onDisconnect: () => dispatch({ type: "disconnected" }),
    onError: (error) => {
      // One with a cause is no word of the server's: there was no token to be had, and it is asked for again.
      if (error.code === WebSocketErrorCode.AUTHENTICATION_FAILED && error.cause === undefined) {
        onRefused(error.message);
      }
    },
  });
  const { isConnected, on, off, emitWithAck, joinRoom, leaveRoom, sendMessage, updatePresence } = socket;

  useEffect(() => {
    const undo: (() => void)[] = [];
    const listen = <Name extends keyof ServerEvents>(event: Name, listener: ServerEventListener<Name>) => {
      on(event, listener);
      undo.push(() => off(event, listener));
    };
    const typing = (indicator: TypingIndicator) => dispatch({ type: "typing", indicator });
    const failed = (error: WebSocketError) => setProblem(`${error.message} (${error.code})`);
    listen(WebSocketEvent.ROOM_JOINED, ({ success, room, memberCount }) => {
      if (success) {
        dispatch({ type: "joined", room, memberCount });
        // What the server keeps of it, if anything: after a reload, and for what was said while we were away.
        emitWithAck(WebSocketEvent.ROOM_HISTORY, { room }).then(
          ({ messages }) => dispatch({ type: "recalled", room, messages }),
          () => undefined,
        );
      }
    });
    listen(WebSocketEvent.MESSAGE, (message) => dispatch({ type: "message", message }));
    listen(WebSocketEvent.TYPING_START, typing);
    listen(WebSocketEvent.TYPING_STOP, typing);
    listen(WebSocketEvent.PRESENCE_UPDATE, (update) => dispatch({ type: "presence", update }));
    listen(WebSocketEvent.ERROR, failed);
    listen(WebSocketEvent.ROOM_ERROR, failed);
    return () => undo.forEach((forget) => forget());
  }, [on, off, emitWithAck]);

  const join = useCallback(
    async (room: string) => {
      setProblem("");
      try {
        await joinRoom({ room });
        dispatch({ type: "entered", room });
        memory.write([...new Set([...memory.read(), room])]);
        return true;
      } catch (failure) {
        setProblem(textOf(failure));
        return false;
      }
    },
    [joinRoom, memory],
  );

  const leave = useCallback(
    async (room: string) => {
      try {
        await leaveRoom({ room });
        dispatch({ type: "left", room });
        memory.write(memory.read().filter((name) => name !== room));
      } catch (failure) {
        setProblem(textOf(failure));
      }
    },
    [leaveRoom, memory],
  );

  useFirstConnection(isConnected, () => memory.read().forEach((room) => void join(room)));

  const appear = useCallback(
    (wanted: PresenceStatus) => {
      setStatus(wanted);
      updatePresence(wanted).catch((failure: unknown) => setProblem(textOf(failure)));
    },
    [updatePresence],
  );

  /** The client keeps it until the server has it; sent again by hand, it goes under the same key, and is not said twice. */
  const send = useCallback(
    (room: string, key: string, content: string) => {
      const clientId = key.slice(session.userId.length + 1);
      sendMessage({ room, content, type: MessageType.TEXT, clientId, metadata: { key: clientId } }).then(
        ({ timestamp }) => dispatch({ type: "progress", room, key, state: "sent", time: timestamp }),
        (failure: unknown) => dispatch({ type: "progress", room, key, state: "refused", reason: textOf(failure) }),
      );
    },
    [sendMessage, session],
  );

  const write = useCallback(
    (room: string, content: string) => {
      const line: Line = {
        key: `${session.userId}/${newClientId()}`,
        from: session.userId,
        content,
        time: new Date().toISOString(),
        state: "pending",
      };
      dispatch({ type: "written", room, line });
      send(room, line.key, content);
    },
    [send, session],
  );

  const writeAgain = useCallback(
    (room: string, { key, content }: Line) => {
      dispatch({ type: "progress", room, key, state: "pending" });
      send(room, key, content);
    },
    [send],
  );

  return {
    conversation,
    socket,
    status,
    appear,
    problem,
    forgetProblem: () => setProblem(""),
    enter: (room: string) => dispatch({ type: "entered", room }),
    join,
    leave,
    write,
    writeAgain,
  };
}

/** Runs an action once, at the first connection: rooms of later ones are the hook's affair. */
function useFirstConnection(isConnected: boolean, action: () => void) {
  const isDone = useRef(false);
  useEffect(() => {
    if (isConnected && !isDone.current) {
      isDone.current = true;
      action();
    }
  });
}
