import { MessageType } from "@parley/client/core";
import { expect, test } from "vitest";
import { changeMessages, type MessageChange, type RoomMessage } from "../../src/room/roomMessages.js";

const time = "2026-01-02T03:04:05.000Z";
const heard = (id: string, content: string, from = "bob"): MessageChange => ({
  type: "heard",
  message: { id, from, room: "tea", content, type: MessageType.TEXT, timestamp: time },
});
const own = (content: string, clientId = `own ${content}`) => ({
  room: "tea",
  content,
  type: "text" as const,
  clientId,
});
const written = (content: string): MessageChange => ({ type: "written", message: own(content), time });
const answered = (content: string, id: string): MessageChange => ({
  type: "answered",
  message: own(content),
  answer: { success: true, id, timestamp: time },
});
const failed = (content: string): MessageChange => ({
  type: "failed",
  message: own(content),
  error: new Error("No."),
  time,
});

const after = (...changes: MessageChange[]): readonly RoomMessage[] =>
  changes.reduce<readonly RoomMessage[]>((before, change) => changeMessages(before, change, 4), []);
const shown = (...changes: MessageChange[]) =>
  after(...changes).map(({ id, content, status }) => `${id}: ${content}, ${status}`);

test("one's own message is there at once, and once, whether it is heard before the answer or after", () => {
  expect(shown(written("hi"))).toEqual(["own hi: hi, sending"]);
  expect(shown(written("hi"), heard("1", "hi", "ann"), answered("hi", "1"))).toEqual(["1: hi, sent"]);
  expect(shown(written("hi"), answered("hi", "1"), heard("1", "hi", "ann"))).toEqual(["1: hi, sent"]);
  expect(shown(written("hi"), answered("hi", "1"))).toEqual(["1: hi, sent"]);
});

test("it keeps its place", () => {
  expect(shown(written("hi"), heard("1", "other"), heard("2", "hi", "ann"), answered("hi", "2"))).toEqual([
    "2: hi, sent",
    "1: other, sent",
  ]);
});

test("somebody else's message with the same content takes nothing away", () => {
  const both = [written("ok"), heard("1", "ok"), heard("2", "ok", "ann")];
  expect(shown(...both, answered("ok", "2"))).toEqual(["1: ok, sent", "2: ok, sent"]);
  expect(shown(written("ok"), heard("1", "ok"), answered("ok", "2"))).toEqual(["1: ok, sent", "2: ok, sent"]);
  expect(shown(written("ok"), heard("1", "ok"), failed("ok"))).toEqual(["1: ok, sent", "own ok: ok, failed"]);
});

test("what has failed stays, and is sent again in its place", () => {
  const refused = [written("hi"), heard("1", "other"), failed("hi")];
  expect(shown(...refused)).toEqual(["own hi: hi, failed", "1: other, sent"]);
  expect(after(...refused)[0]?.error?.message).toBe("No.");
  expect(shown(...refused, written("hi"))).toEqual(["own hi: hi, sending", "1: other, sent"]);
  expect(after(...refused, written("hi"))[0]).not.toHaveProperty("error");
});

test("a repeated message is there once, and the oldest go when there are too many, but nothing unsent", () => {
  expect(shown(heard("1", "a"), heard("1", "a"))).toHaveLength(1);
  const many = ["1", "2", "3", "4", "5", "6"].map((id) => heard(id, id));
  expect(shown(written("x"), failed("x"), ...many)).toEqual([
    "own x: x, failed",
    ...["3", "4", "5", "6"].map((id) => `${id}: ${id}, sent`),
  ]);
});

test("what is recalled stands at its time, once, and what is not sent stays", () => {
  const message = (id: string, second: number) => ({
    ...{ id, from: "bob", room: "tea", content: id, type: MessageType.TEXT },
    timestamp: `2026-01-02T03:04:0${second}.000Z`,
  });
  const recalled = (...messages: ReturnType<typeof message>[]): MessageChange => ({ type: "recalled", messages });
  const live = { type: "heard" as const, message: message("3", 3) };
  expect(shown(live, recalled(message("1", 1), message("2", 2), message("3", 3)))).toEqual([
    "1: 1, sent",
    "2: 2, sent",
    "3: 3, sent",
  ]);
  expect(shown(recalled(message("1", 1)), live, recalled(message("2", 2), message("3", 3)))).toEqual([
    "1: 1, sent",
    "2: 2, sent",
    "3: 3, sent",
  ]);
  expect(shown(written("x"), failed("x"), live, recalled(...[0, 1, 2].map((at) => message(`${at}`, at))))).toHaveLength(
    4,
  );
  expect(shown(recalled(message("a", 1), message("b", 1), message("c", 1)))).toEqual([
    "a: a, sent",
    "b: b, sent",
    "c: c, sent",
  ]);
});
