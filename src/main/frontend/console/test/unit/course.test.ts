import { expect, test } from "vitest";
import { hasGap, withNow, withRemembered, type Course } from "../../src/operations/course";

const START = Date.parse("2026-01-02T03:04:05Z");

/** Figures of so many seconds after the start; the connections say from whom they are. */
const at = (second: number, activeConnections = 1) => ({
  timestamp: new Date(START + second * 1000).toISOString(),
  activeConnections,
  totalConnections: 1,
  totalRooms: 0,
  messagesPerSecond: 0,
  averageLatency: 0,
  errorRate: 0,
});
const SEEN = 1;
const REMEMBERED = 2;
const seconds = (course: Course) => course.map(({ timestamp }) => (Date.parse(timestamp) - START) / 1000);
const seen = (...times: number[]) => times.map((time) => at(time, SEEN));
const remembered = (...times: number[]) => times.map((time) => at(time, REMEMBERED));

test("what is older than five minutes is left out", () => {
  expect(seconds(withNow(seen(0, 10, 299), at(301)))).toEqual([10, 299, 301]);
});

test("the first figures have what is remembered before them", () => {
  const course = withRemembered(seen(300), remembered(0, 150, 299, 300, 301));
  expect(seconds(course)).toEqual([0, 150, 299, 300]);
  expect(course.at(-1)?.activeConnections).toBe(SEEN);
});

test("a time that nobody looked at is filled, and what was seen stays", () => {
  const course = withRemembered(seen(0, 2, 4, 60), remembered(-5, 1, 3, 10, 30, 59, 61));
  expect(seconds(course)).toEqual([-5, 0, 2, 4, 10, 30, 59, 60]);
});

test("there is a gap before the first figures, and after a pause", () => {
  expect(hasGap([])).toBe(false);
  expect(hasGap(seen(0))).toBe(true);
  expect(hasGap(seen(0, 2))).toBe(false);
  expect(hasGap(seen(0, 2, 20))).toBe(true);
});
