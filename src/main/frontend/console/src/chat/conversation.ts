import type { MessagePayload, PresenceStatus, PresenceUpdate, TypingIndicator } from "@parley/client";

/** A line of a conversation. One of our own is there before the server has it, and stays when it cannot be sent. */
export interface Line {
  /** Made by the sender and carried in the message's metadata, so that it is known again when it comes back. */
  readonly key: string;
  readonly from: string;
  readonly content: string;
  /** When the server took it; when it was typed, as long as the server has not. */
  readonly time: string;
  /** A gap is no line of anybody's: what was said there may be missing. */
  readonly state: "pending" | "sent" | "refused" | "gap";
  /** Why it was not sent. */
  readonly reason?: string;
}

/** A room that we are in, or want to be in again when the connection is back. */
export interface ChatRoom {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly typing: readonly string[];
  readonly unread: number;
  /** The number of sockets in it when we joined. */
  readonly memberCount: number;
  /** Whether the server has us as a member, on this connection. */
  readonly isMember: boolean;
}

/** Somebody who shares a room with us. */
export interface Person {
  readonly status: PresenceStatus;
  /** The rooms that we were in when we last heard of them: one of these is shared, the server does not say which. */
  readonly rooms: readonly string[];
}

export interface Conversation {
  readonly rooms: readonly ChatRoom[];
  /** The name of the room that is looked at; null when we are in none. */
  readonly current: string | null;
  readonly people: ReadonlyMap<string, Person>;
}

/** How many lines of a room are kept; what is not sent yet is kept in any case. */
const KEPT = 500;

export const NOTHING: Conversation = { rooms: [], current: null, people: new Map() };

export type Change =
  | { type: "joined"; room: string; memberCount: number }
  | { type: "left"; room: string }
  | { type: "entered"; room: string }
  | { type: "disconnected" }
  | { type: "connected"; recovered: boolean; time: string }
  | { type: "written"; room: string; line: Line }
  | { type: "progress"; room: string; key: string; state: Line["state"]; time?: string; reason?: string }
  | { type: "message"; message: MessagePayload }
  | { type: "recalled"; room: string; messages: readonly MessagePayload[] }
  | { type: "typing"; indicator: TypingIndicator }
  | { type: "presence"; update: PresenceUpdate };

/** What becomes of a conversation by a change. */
export function change(before: Conversation, event: Change): Conversation {
  switch (event.type) {
    case "joined":
      return joined(before, event.room, event.memberCount);
    case "left":
      return left(before, event.room);
    case "entered":
      return inRoom({ ...before, current: event.room }, event.room, (room) => ({ ...room, unread: 0 }));
    case "disconnected":
      return { ...before, rooms: before.rooms.map((room) => ({ ...room, typing: [] })) };
    case "connected":
      return event.recovered ? before : begunAnew(before, event.time);
    case "written":
      return inRoom(before, event.room, (room) => ({ ...room, lines: kept([...room.lines, event.line]) }));
    case "progress":
      return inRoom(before, event.room, (room) => ({
        ...room,
        lines: room.lines.map((line) =>
          line.key === event.key && line.state !== "sent" ? progressed(line, event) : line,
        ),
      }));
    case "message":
      return received(before, event.message);
    case "recalled":
      return inRoom(before, event.room, (room) => ({ ...room, lines: recalled(room.lines, event.messages) }));
    case "typing":
      return typing(before, event.indicator);
    case "presence":
      return present(before, event.update);
  }
}

function inRoom(before: Conversation, name: string, edit: (room: ChatRoom) => ChatRoom): Conversation {
  return { ...before, rooms: before.rooms.map((room) => (room.name === name ? edit(room) : room)) };
}

function joined(before: Conversation, name: string, memberCount: number): Conversation {
  if (before.rooms.some((room) => room.name === name)) {
    return inRoom(before, name, (room) => ({ ...room, memberCount, isMember: true }));
  }
  const room: ChatRoom = { name, lines: [], typing: [], unread: 0, memberCount, isMember: true };
  return { ...before, rooms: [...before.rooms, room], current: before.current ?? name };
}

function left(before: Conversation, name: string): Conversation {
  const rooms = before.rooms.filter((room) => room.name !== name);
  return {
    ...before,
    rooms,
    current: before.current === name ? (rooms[0]?.name ?? null) : before.current,
    people: peopleWithout(before.people, name),
  };
}

/** Of whom only rooms that we have left could be shared is gone with the last of them: nobody tells us of them any more. */
function peopleWithout(people: ReadonlyMap<string, Person>, left: string): ReadonlyMap<string, Person> {
  const stay = new Map<string, Person>();
  people.forEach((person, userId) => {
    const rooms = person.rooms.filter((room) => room !== left);
    if (rooms.length > 0) {
      stay.set(userId, { ...person, rooms });
    }
  });
  return stay;
}

/** News that was under way when we left our last room concerns us no more. */
function present(before: Conversation, { userId, status }: PresenceUpdate): Conversation {
  const rooms = before.rooms.filter(({ isMember }) => isMember).map(({ name }) => name);
  return rooms.length === 0 ? before : { ...before, people: new Map(before.people).set(userId, { status, rooms }) };
}

function progressed(line: Line, { state, time, reason }: Change & { type: "progress" }): Line {
  const { reason: _before, ...rest } = line;
  return { ...rest, state, time: time ?? line.time, ...(reason !== undefined && { reason }) };
}

/** Another session of the server: it tells anew who is there, and what was said in between may be missing. */
function begunAnew(before: Conversation, time: string): Conversation {
  const rooms = before.rooms.map((room) => ({ ...room, isMember: false, lines: withGap(room.lines, time) }));
  return { ...before, rooms, people: new Map() };
}

/** The gap is before what has not been sent yet. One gap after another is one. */
function withGap(lines: readonly Line[], time: string): readonly Line[] {
  const end = lines.findLastIndex(({ state }) => state !== "pending") + 1;
  const said = lines[end - 1]?.state === "gap" ? lines.slice(0, end - 1) : lines.slice(0, end);
  return [...said, { key: `gap/${time}`, from: "", content: "", time, state: "gap" }, ...lines.slice(end)];
}

/** The key that the sender gave a message; the server's id where a sender gives none. */
function keyOf(message: MessagePayload): string {
  const key: unknown = message.metadata?.key;
  return typeof key === "string" ? `${message.from}/${key}` : message.id;
}

function lineOf(message: MessagePayload): Line {
  return {
    key: keyOf(message),
    from: message.from,
    content: typeof message.content === "string" ? message.content : JSON.stringify(message.content),
    time: message.timestamp,
    state: "sent",
  };
}

/**
 * With what the server remembers of the room, each line before the first that is younger. The server remembers what was said
 * last without holes, so a gap is closed if it remembers a line before the gap.
 */
function recalled(before: readonly Line[], messages: readonly MessagePayload[]): readonly Line[] {
  const remembered = new Map(messages.map((message) => [keyOf(message), lineOf(message)]));
  const reached = before.findIndex(({ key }) => remembered.has(key));
  const lines = before
    .filter(({ state }, index) => state !== "gap" || reached < 0 || index < reached)
    .map((line) => remembered.get(line.key) ?? line);
  const known = new Set(lines.map(({ key }) => key));
  for (const [key, line] of remembered) {
    if (!known.has(key)) {
      const next = lines.findIndex(({ time }) => time > line.time);
      lines.splice(next < 0 ? lines.length : next, 0, line);
    }
  }
  return kept(lines);
}

function received(before: Conversation, message: MessagePayload): Conversation {
  if (message.room === undefined) {
    return before;
  }
  const line = lineOf(message);
  return inRoom(before, message.room, (room) => {
    const isKnown = room.lines.some(({ key }) => key === line.key);
    return {
      ...room,
      typing: room.typing.filter((user) => user !== message.from),
      unread: room.name === before.current || isKnown ? room.unread : room.unread + 1,
      lines: isKnown ? room.lines.map((known) => (known.key === line.key ? line : known)) : kept([...room.lines, line]),
    };
  });
}

/** The lines without the oldest, when there are too many of them for a page that stays open for days. */
function kept(lines: readonly Line[]): readonly Line[] {
  return lines.length > KEPT
    ? lines.filter(({ state }, index) => index >= lines.length - KEPT || state !== "sent")
    : lines;
}

/** Without a room it concerns all rooms that both are in. */
function typing(before: Conversation, { userId, room: name, isTyping }: TypingIndicator): Conversation {
  const rooms = before.rooms.map((room) => {
    if (name !== undefined && name !== room.name) {
      return room;
    }
    const others = room.typing.filter((user) => user !== userId);
    return { ...room, typing: isTyping ? [...others, userId] : others };
  });
  return { ...before, rooms };
}
