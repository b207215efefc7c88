import { MessageType, PresenceStatus } from "@parley/client";
import { describe, expect, test } from "vitest";
import { change, NOTHING, type Change, type Conversation, type Line } from "../../src/chat/conversation";

const joined = (room: string): Change => ({ type: "joined", room, memberCount: 1 });
const left = (room: string): Change => ({ type: "left", room });
const presence = (userId: string, status = PresenceStatus.ONLINE): Change => ({
  type: "presence",
  update: { userId, status, timestamp: "2026-01-02T03:04:05.000Z" },
});

const lost: Change = { type: "disconnected" };
const back = (recovered: boolean): Change => ({ type: "connected", recovered, time: "2026-01-02T04:00:00.000Z" });
const written = (content: string, state: Line["state"] = "pending"): Change => ({
  type: "written",
  room: "lobby",
  line: { key: `ann/${content}`, from: "ann", content, time: "2026-01-02T03:04:05.000Z", state },
});

const after = (...changes: Change[]): Conversation => changes.reduce(change, NOTHING);

/** Who is listed, and how. */
const people = (...changes: Change[]) =>
  Object.fromEntries([...after(...changes).people].map(([userId, { status }]) => [userId, status]));

describe("the people", () => {
  test("are those of whom the server tells, as they want to be seen", () => {
    expect(people(joined("lobby"), presence("bob"), presence("eve"), presence("bob", PresenceStatus.BUSY))).toEqual({
      bob: "busy",
      eve: "online",
    });
  });

  test("stay listed when they go away, as long as we stay", () => {
    expect(people(joined("lobby"), presence("bob"), presence("bob", PresenceStatus.OFFLINE))).toEqual({
      bob: "offline",
    });
  });

  test("are gone when we have left the room", () => {
    expect(people(joined("lobby"), presence("bob"), left("lobby"))).toEqual({});
  });

  test("stay while we are in another room where they may be", () => {
    const both = [joined("lobby"), joined("kitchen"), presence("bob")];
    expect(people(...both, left("lobby"))).toEqual({ bob: "online" });
    expect(people(...both, left("lobby"), left("kitchen"))).toEqual({});
  });

  test("are gone with their room, though we are in one that we joined later", () => {
    const both = [joined("lobby"), presence("bob"), joined("kitchen"), presence("eve")];
    expect(people(...both, left("lobby"))).toEqual({ eve: "online" });
  });

  test("stay if they are found in the room that we joined later, too", () => {
    const both = [joined("lobby"), presence("bob"), joined("kitchen"), presence("bob")];
    expect(people(...both, left("lobby"))).toEqual({ bob: "online" });
  });

  test("of whom news comes when we have left our last room are nobody to us", () => {
    expect(people(joined("lobby"), left("lobby"), presence("bob"))).toEqual({});
  });

  test("of a lost connection are found again room by room", () => {
    const anew = [joined("lobby"), joined("kitchen"), presence("bob"), lost, back(false)];
    expect(people(...anew)).toEqual({});
    expect(people(...anew, joined("kitchen"), presence("bob"), joined("lobby"), left("kitchen"))).toEqual({});
  });

  test("of a recovered connection are those of before, with the news of meanwhile", () => {
    const before = [joined("lobby"), presence("bob"), presence("eve"), lost, back(true)];
    expect(people(...before, presence("eve", PresenceStatus.AWAY))).toEqual({ bob: "online", eve: "away" });
  });
});

test("leaving the room that is looked at shows another, and leaving another changes nothing of that", () => {
  const both = [joined("lobby"), joined("kitchen")];
  expect(after(...both).current).toBe("lobby");
  expect(after(...both, left("lobby")).current).toBe("kitchen");
  expect(after(...both, left("kitchen")).current).toBe("lobby");
  expect(after(...both, left("lobby"), left("kitchen")).current).toBeNull();
});

describe("the lines", () => {
  const lines = (...changes: Change[]) =>
    after(joined("lobby"), ...changes).rooms[0]?.lines.map(({ content, state }) => content || state);

  test("of a connection that was not recovered have a gap, before what is not sent yet", () => {
    const written3 = [written("one", "sent"), written("two"), written("three")];
    expect(lines(...written3, lost, back(false))).toEqual(["one", "gap", "two", "three"]);
  });

  test("have one gap, however often the connection was lost since the last word", () => {
    expect(lines(written("one", "sent"), lost, back(false), lost, back(false))).toEqual(["one", "gap"]);
  });

  test("of a recovered connection have none, nor those of a room that is joined first", () => {
    expect(lines(written("one", "sent"), lost, back(true))).toEqual(["one"]);
    expect(after(back(false), joined("lobby")).rooms[0]?.lines).toEqual([]);
  });

  test("say why they were refused, until they are sent again", () => {
    const progress = (state: Line["state"], reason?: string): Change => ({
      type: "progress",
      room: "lobby",
      key: "ann/one",
      state,
      ...(reason !== undefined && { reason }),
    });
    const of = (...changes: Change[]) => after(joined("lobby"), written("one"), ...changes).rooms[0]?.lines[0];
    expect(of(progress("refused", "No."))).toMatchObject({ state: "refused", reason: "No." });
    expect(of(progress("refused", "No."), progress("pending"))).not.toHaveProperty("reason");
    expect(of(progress("sent"), progress("refused", "Late."))).toMatchObject({ state: "sent" });
  });

  test("of our own that come back are known by their key, and said once", () => {
    const echo: Change = {
      type: "message",
      message: {
        id: "1",
        from: "ann",
        room: "lobby",
        content: "one",
        type: MessageType.TEXT,
        metadata: { key: "one" },
        timestamp: "2026-01-02T03:04:06.000Z",
      },
    };
    expect(after(joined("lobby"), written("one"), echo, echo).rooms[0]?.lines).toMatchObject([
      { content: "one", state: "sent", time: "2026-01-02T03:04:06.000Z" },
    ]);
  });
});

describe("what the server remembers", () => {
  const message = (content: string, second: number) => ({
    ...{ id: content, from: "bob", room: "lobby", content, type: MessageType.TEXT },
    timestamp: `2026-01-02T03:04:0${second}.000Z`,
  });
  const recalled = (...messages: ReturnType<typeof message>[]): Change => ({
    type: "recalled",
    room: "lobby",
    messages,
  });
  const heard = (content: string, second: number): Change => ({ type: "message", message: message(content, second) });
  const lines = (...changes: Change[]) =>
    after(joined("lobby"), ...changes).rooms[0]?.lines.map(({ content, state }) => (state === "gap" ? "gap" : content));

  test("stands before what was heard since, and each once", () => {
    expect(lines(heard("three", 3), recalled(message("one", 1), message("two", 2), message("three", 3)))).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(after(joined("lobby"), recalled(message("one", 1))).rooms[0]?.unread).toBe(0);
  });

  test("closes a gap that it reaches over", () => {
    expect(
      lines(
        heard("one", 1),
        lost,
        back(false),
        heard("three", 3),
        recalled(message("one", 1), message("two", 2), message("three", 3)),
      ),
    ).toEqual(["one", "two", "three"]);
  });

  test("leaves a gap that is older than all of it", () => {
    expect(lines(heard("one", 1), lost, back(false), heard("three", 3), recalled(message("three", 3)))).toEqual([
      "one",
      "gap",
      "three",
    ]);
  });
});
