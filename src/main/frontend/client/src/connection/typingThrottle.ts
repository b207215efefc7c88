const PAUSE = 1000;

/** Which typing events are worth sending: the server drops what comes faster than one a second in a room. */
export class TypingThrottle {
  readonly #starts = new Map<string | undefined, { at: number; shown: boolean }>();

  /** Somebody types, at a time in milliseconds; without a room it is in all rooms. Returns whether to say so. */
  start(room: string | undefined, now: number): boolean {
    const last = this.#starts.get(room);
    if (last && now - last.at < PAUSE) {
      return false;
    }
    this.#starts.set(room, { at: now, shown: true });
    return true;
  }

  /** Nobody types any more; returns whether to say so, which needs that a start was said. */
  stop(room: string | undefined): boolean {
    const last = this.#starts.get(room);
    const shown = last?.shown ?? false;
    if (last) {
      last.shown = false;
    }
    return shown;
  }

  /** Another connection: its server knows nothing. */
  clear(): void {
    this.#starts.clear();
  }
}
