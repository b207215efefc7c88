import { expect, test } from "vitest";
import { Rooms } from "../../src/connection/rooms.js";

const [ann, bob] = [{}, {}];

function joined(rooms: Rooms, holder: object, room: string): void {
  rooms.joined(holder, room, rooms.hold(holder, { room }));
}

test("rooms that were joined are joined again, once and in their order, with the latest request", () => {
  const rooms = new Rooms();
  joined(rooms, ann, "b");
  joined(rooms, bob, "a");
  joined(rooms, bob, "b");
  rooms.hold(ann, { room: "b", metadata: { x: 1 } });
  rooms.hold(ann, { room: "not yet" });
  expect(rooms.toJoinAgain()).toEqual([{ room: "b", metadata: { x: 1 } }, { room: "a" }]);
});

test("a room is wanted until the last holder releases it", () => {
  const rooms = new Rooms();
  joined(rooms, ann, "a");
  joined(rooms, bob, "a");
  expect(rooms.release(ann, "a")).toBe(false);
  expect(rooms.holds(ann, "a")).toBe(false);
  expect(rooms.wants("a")).toBe(true);
  expect(rooms.release(bob, "a")).toBe(true);
  expect(rooms.wants("a")).toBe(false);
  expect(rooms.release(bob, "a")).toBe(false);
});

test("a holder that goes leaves what nobody else holds", () => {
  const rooms = new Rooms();
  joined(rooms, ann, "a");
  joined(rooms, ann, "b");
  joined(rooms, bob, "b");
  expect(rooms.releaseAll(ann)).toEqual(["a"]);
  expect(rooms.toJoinAgain()).toEqual([{ room: "b" }]);
});

test("a refusal takes its call back, but no later one and no room that is joined", () => {
  const rooms = new Rooms();
  const first = rooms.hold(ann, { room: "a" });
  const second = rooms.hold(ann, { room: "a" });
  rooms.refused(ann, "a", first);
  expect(rooms.wants("a")).toBe(true);
  rooms.refused(ann, "a", second);
  expect(rooms.wants("a")).toBe(false);
  joined(rooms, ann, "b");
  rooms.refused(ann, "b", rooms.hold(ann, { room: "b" }));
  expect(rooms.holds(ann, "b")).toBe(true);
});

test("an answer that comes after the room was left changes nothing", () => {
  const rooms = new Rooms();
  const call = rooms.hold(ann, { room: "a" });
  rooms.release(ann, "a");
  rooms.joined(ann, "a", call);
  expect(rooms.toJoinAgain()).toEqual([]);
});
