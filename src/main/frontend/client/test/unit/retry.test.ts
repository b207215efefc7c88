import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Retry } from "../../src/connection/retry.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("waits longer and longer, with some chance in it, and at most seven and a half seconds", () => {
  const retry = new Retry(Infinity, 1000);
  const again = vi.fn();
  const waits = [1000, 2000, 4000, 5000, 5000].map((middle) => {
    const before = Date.now();
    retry.later(again);
    vi.advanceTimersToNextTimer();
    return (Date.now() - before) / middle;
  });
  waits.forEach((wait) => expect(wait).toBeGreaterThanOrEqual(0.5));
  waits.forEach((wait) => expect(wait).toBeLessThan(1.5));
  expect(again.mock.calls).toEqual([[1], [2], [3], [4], [5]]);
});

test("gives up after the last attempt, and begins anew after a success", () => {
  const retry = new Retry(1, 10);
  const again = vi.fn();
  expect(retry.later(again)).toBe(true);
  vi.runAllTimers();
  expect(retry.later(again)).toBe(false);
  retry.reset();
  expect(retry.later(again)).toBe(true);
  retry.reset();
  vi.runAllTimers();
  expect(again).toHaveBeenCalledTimes(1);
});
