import { expect, test } from "vitest";
import { TypingThrottle } from "../../src/connection/typingThrottle.js";

test("a start is said once a second in each room", () => {
  const throttle = new TypingThrottle();
  expect([0, 1, 999, 1000, 1999, 2000].map((now) => throttle.start("a", now))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
  expect(throttle.start("b", 1)).toBe(true);
  expect(throttle.start(undefined, 1)).toBe(true);
});

test("a stop is said once after a start that was said", () => {
  const throttle = new TypingThrottle();
  expect(throttle.stop("a")).toBe(false);
  throttle.start("a", 0);
  expect(throttle.stop("b")).toBe(false);
  expect([throttle.stop("a"), throttle.stop("a")]).toEqual([true, false]);
  throttle.start("a", 500);
  expect(throttle.stop("a")).toBe(false);
});

test("another connection begins anew", () => {
  const throttle = new TypingThrottle();
  throttle.start("a", 0);
  throttle.clear();
  expect(throttle.start("a", 1)).toBe(true);
});
