const INTERVAL = 15_000;

/** Measures the round trip of a live connection: at once, and from time to time. */
export class LatencyProbe {
  readonly #ping: () => Promise<unknown>;
  readonly #measured: (milliseconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** The function asks the server for an answer, and may fail. */
  constructor(ping: () => Promise<unknown>, measured: (milliseconds: number) => void) {
    this.#ping = ping;
    this.#measured = measured;
  }

  start(): void {
    this.stop();
    this.#timer = setInterval(() => void this.#measure(), INTERVAL);
    void this.#measure();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #measure(): Promise<void> {
    const sent = performance.now();
    try {
      await this.#ping();
      this.#measured(Math.round(performance.now() - sent));
    } catch {
      // No answer, no figure: the one before stays, and the connection's end is told elsewhere.
    }
  }
}
