import { PresenceStatus } from "@parley/client";
import { describe, expect, test } from "vitest";
import { change, NOTHING, type Change, type Conversation } from "../../src/chat/conversation";

const joined = (room: string): Change => ({ type: "joined", room, memberCount: 1 });
const left = (room: string): Change => ({ type: "left", room });
const presence = (userId: string, status = PresenceStatus.ONLINE): Change => ({
  type: "presence",
  update: { userId, status, timestamp: "2026-01-02T03:04:05.000Z" },
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
    const lost = [joined("lobby"), joined("kitchen"), presence("bob"), { type: "disconnected" } as const];
    expect(people(...lost)).toEqual({});
    expect(people(...lost, joined("kitchen"), presence("bob"), joined("lobby"), left("kitchen"))).toEqual({});
  });
});

test("leaving the room that is looked at shows another, and leaving another changes nothing of that", () => {
  const both = [joined("lobby"), joined("kitchen")];
  expect(after(...both).current).toBe("lobby");
  expect(after(...both, left("lobby")).current).toBe("kitchen");
  expect(after(...both, left("kitchen")).current).toBe("lobby");
  expect(after(...both, left("lobby"), left("kitchen")).current).toBeNull();
});
