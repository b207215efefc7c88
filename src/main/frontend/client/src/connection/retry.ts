const LONGEST = 5000;

/**
 * Tries again what Socket.IO gives up: a connection that the server has refused for the moment, or for which there was
 * no token. Later and later, and as often as the options allow.
 */
export class Retry {
  readonly #attempts: number;
  readonly #delay: number;
  #made = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(attempts: number, delay: number) {
    this.#attempts = attempts;
    this.#delay = delay;
  }

  /** Calls after a while; returns false, and does not, when there were too many attempts. */
  later(again: (attempt: number) => void): boolean {
    clearTimeout(this.#timer);
    if (this.#made >= this.#attempts) {
      return false;
    }
    const delay = Math.min(this.#delay * 2 ** this.#made, LONGEST) * (0.5 + Math.random());
    const attempt = ++this.#made;
    this.#timer = setTimeout(() => again(attempt), delay);
    return true;
  }

  /** Connected, or given up by the application. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#made = 0;
  }
}
