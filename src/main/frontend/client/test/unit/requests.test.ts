import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectionError, ParleyTimeoutError, refusalInAnswer } from "../../src/connection/errors.js";
import { type Emit, Requests, type Wanted } from "../../src/connection/requests.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function requests() {
  const emit = vi.fn<Emit>();
  return {
    requests: answered(new Requests(emit, 1000)),
    emit,
    emitted: () => emit.mock.calls.map(([event, [payload]]) => [event, payload]),
  };
}

/** The same, with a short way to ask for an answer of the contract. */
function answered(tested: Requests) {
  return Object.assign(tested, {
    ask: <T>(event: string, payload: unknown, wanted?: Wanted) =>
      tested.send<T>(event, payload === undefined ? [] : [payload], { wanted, refusal: refusalInAnswer }),
  });
}

const nothing = () => undefined;

test("resolves with the answer", async () => {
  const { requests: open, emit } = requests();
  open.open(nothing);
  const answer = open.ask("message", { content: "x" });
  emit.mock.lastCall?.[2]?.({ success: true });
  expect(await answer).toEqual({ success: true });
});

test("an answer without a payload is one", async () => {
  const { requests: open, emit } = requests();
  open.open(nothing);
  const answer = open.ask("ping", undefined);
  emit.mock.lastCall?.[2]?.();
  expect(await answer).toBeUndefined();
});

test("rejects with what the server says, or with a word of its own when it says nothing", async () => {
  const { requests: open, emit } = requests();
  open.open(nothing);
  const first = open.ask("a", 1);
  emit.mock.lastCall?.[2]?.({
    success: false,
    error: { code: "INVALID_ROOM", message: "No.", timestamp: "then" } as never,
  });
  await expect(first).rejects.toMatchObject({ code: "INVALID_ROOM", message: "No.", timestamp: "then" });
  const second = open.ask("b", 2);
  emit.mock.lastCall?.[2]?.({ success: false });
  await expect(second).rejects.toMatchObject({ code: "UNKNOWN_ERROR" });
});

test("what waits is sent in its order, after what comes first", async () => {
  const { requests: waiting, emitted } = requests();
  void waiting.ask("b", 2);
  void waiting.ask("c", 3);
  expect(emitted()).toEqual([]);
  waiting.open(() => void waiting.ask("a", 1));
  expect(emitted()).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ]);
});

test("ends with a time-out, and a late answer changes nothing", async () => {
  const { requests: open, emit } = requests();
  open.open(nothing);
  const answer = open.ask("message", 1);
  const outcome = expect(answer).rejects.toBeInstanceOf(ParleyTimeoutError);
  await vi.advanceTimersByTimeAsync(1000);
  await outcome;
  emit.mock.lastCall?.[2]?.({ success: true });
  await expect(answer).rejects.toBeInstanceOf(ParleyTimeoutError);
});

test("what timed out while it waited is not sent", async () => {
  const { requests: waiting, emit } = requests();
  const answer = expect(waiting.ask("message", 1)).rejects.toBeInstanceOf(ParleyTimeoutError);
  await vi.advanceTimersByTimeAsync(1000);
  await answer;
  waiting.open(nothing);
  expect(emit).not.toHaveBeenCalled();
});

test("a lost connection fails what was sent, and repeats only what is still wanted", async () => {
  const { requests: open, emit, emitted } = requests();
  open.open(nothing);
  let wanted = true;
  const message = expect(open.ask("message", 1)).rejects.toMatchObject({ code: "CONNECTION_ERROR" });
  const dropped = open.ask("join-room", 2, () => wanted).catch(({ code }) => code);
  const kept = open.ask("join-room", 3, () => true);
  open.lose();
  await message;
  wanted = false;
  void open.ask("late", 4);
  emit.mockClear();
  open.open(nothing);
  expect(emitted()).toEqual([
    ["join-room", 3],
    ["late", 4],
  ]);
  emit.mock.calls[0]?.[2]?.({ success: true });
  expect(await kept).toEqual({ success: true });
  expect(await dropped).toBe("CONNECTION_ERROR");
});

test("without hope everything fails at once, until a connection is expected again", async () => {
  const { requests: ended, emitted } = requests();
  const before = expect(ended.ask("a", 1)).rejects.toThrow("Ended.");
  ended.abandon(connectionError("Ended."));
  await before;
  await expect(ended.ask("b", 2)).rejects.toThrow("Ended.");
  ended.expect();
  void ended.ask("c", 3);
  ended.open(nothing);
  expect(emitted()).toEqual([["c", 3]]);
});
