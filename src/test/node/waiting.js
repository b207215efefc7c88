import assert from "node:assert/strict";

const PATIENCE = 10_000;

/** The promise, or a rejection that says what did not happen in time. */
export function within(promise, what, milliseconds = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${milliseconds} ms: ${what}`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The arguments of the next event of this name for which the predicate holds. */
export function next(emitter, event, matches = () => true) {
  let listener;
  const heard = new Promise((resolve) => {
    listener = (...values) => matches(...values) && resolve(values);
    emitter.on(event, listener);
  });
  return within(heard, `event ${event}`).finally(() => emitter.off(event, listener));
}

/** The arguments of an event without the offset, which must be the last one: the server's recovery is on. */
export function withoutOffset(values) {
  assert.match(values.at(-1), /^[\w-]{8}\.[0-9a-z]+$/, "the offset");
  return values.slice(0, -1);
}
