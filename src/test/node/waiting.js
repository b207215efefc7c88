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
