import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RenewalPort, TokenRenewal } from "../../src/connection/tokenRenewal.js";

const START = Date.parse("2026-01-01T00:00:00Z");

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** A token that expires so many seconds after the start. */
function token(seconds: number): string {
  return `h.${btoa(JSON.stringify({ exp: START / 1000 + seconds }))}.s`;
}

function renewal() {
  const port = {
    ask: vi.fn<RenewalPort["ask"]>(),
    authenticate: vi.fn<RenewalPort["authenticate"]>(),
    failed: vi.fn<RenewalPort["failed"]>(),
  };
  return { port, renewal: new TokenRenewal(port) };
}

const accepted = (seconds: number) => ({ success: true, expiresAt: new Date(START + seconds * 1000).toISOString() });
const seconds = (number: number) => vi.advanceTimersByTimeAsync(number * 1000);

test("asks a minute before the expiry, and then by what the server says", async () => {
  const { port, renewal: tested } = renewal();
  port.ask.mockResolvedValueOnce(token(7200)).mockResolvedValueOnce(token(9000));
  port.authenticate.mockResolvedValueOnce(accepted(4000)).mockResolvedValueOnce(accepted(9000));
  tested.start(token(3600));
  await seconds(3539);
  expect(port.ask).not.toHaveBeenCalled();
  await seconds(1);
  expect(port.authenticate.mock.calls).toEqual([[token(7200)]]);
  await seconds(399);
  expect(port.ask).toHaveBeenCalledTimes(1);
  await seconds(1);
  expect(port.authenticate).toHaveBeenCalledTimes(2);
});

test("asks after three quarters of a short life", async () => {
  const { port, renewal: tested } = renewal();
  tested.start(token(100));
  await seconds(74);
  expect(port.ask).not.toHaveBeenCalled();
  await seconds(1);
  expect(port.ask).toHaveBeenCalledTimes(1);
});

test("while the same token comes back it is not sent, and asked for more and more often until the expiry", async () => {
  const { port, renewal: tested } = renewal();
  port.ask.mockResolvedValue(token(100));
  tested.start(token(100));
  await seconds(101);
  const asked = port.ask.mock.calls.length;
  expect(asked).toBeGreaterThan(4);
  expect(asked).toBeLessThan(12);
  await seconds(1000);
  expect(port.ask).toHaveBeenCalledTimes(asked);
  expect(port.authenticate).not.toHaveBeenCalled();
});

test("a failure is told, and it is asked again", async () => {
  const { port, renewal: tested } = renewal();
  const cause = new Error("away");
  port.ask.mockRejectedValueOnce(cause).mockResolvedValueOnce(token(7200));
  port.authenticate.mockResolvedValue(accepted(7200));
  tested.start(token(100));
  await seconds(95);
  expect(port.failed.mock.calls).toEqual([[cause]]);
  expect(port.authenticate).toHaveBeenCalledTimes(1);
});

test("stops with the connection, even while it waits for a token", async () => {
  const { port, renewal: tested } = renewal();
  let give: (token: string) => void = () => undefined;
  port.ask.mockReturnValue(new Promise((resolve) => (give = resolve)));
  tested.start(token(100));
  await seconds(80);
  tested.stop();
  give(token(7200));
  await seconds(10_000);
  expect(port.ask).toHaveBeenCalledTimes(1);
  expect(port.authenticate).not.toHaveBeenCalled();
});

test.each(["no token", "a.b.c", undefined, token(-10)])("plans nothing for %s", async (odd) => {
  const { port, renewal: tested } = renewal();
  tested.start(odd);
  await seconds(100_000);
  expect(port.ask).not.toHaveBeenCalled();
});

test("a far expiry does not overflow the timer", async () => {
  const { port, renewal: tested } = renewal();
  tested.start(token(10 * 365 * 24 * 3600));
  await seconds(24 * 3600);
  expect(port.ask).not.toHaveBeenCalled();
});
