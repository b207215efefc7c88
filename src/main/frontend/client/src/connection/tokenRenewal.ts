import type { AuthenticateResponse } from "../contract/authentication.js";
import { expiryOf } from "./claims.js";

/** What a renewal needs. */
export interface RenewalPort {
  /** The token of now, by the option. */
  ask(): Promise<string | undefined>;
  /** Gives a new token to the server for the live connection. */
  authenticate(token: string): Promise<AuthenticateResponse>;
  /** Asking has failed. */
  failed(cause: unknown): void;
}

const MARGIN = 60_000;
const SHORTEST = 1000;
/** Browsers take no longer one. */
const LONGEST = 2_147_483_647;

/**
 * Keeps the token of a live connection fresh: asks for another one a minute before the old one expires, earlier when
 * its life is short, and again in shorter and shorter intervals while the same one comes back.
 */
export class TokenRenewal {
  readonly #port: RenewalPort;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #current: string | undefined;
  #expiry = NaN;
  #round = 0;

  constructor(port: RenewalPort) {
    this.#port = port;
  }

  /** The connection lives, by this token. */
  start(token: string | undefined): void {
    this.stop();
    this.#accepted(token, token === undefined ? NaN : expiryOf(token));
  }

  /** The connection is gone. */
  stop(): void {
    this.#round++;
    clearTimeout(this.#timer);
  }

  /** Asks now, because there may be another token. */
  async renew(): Promise<void> {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    const current = (): boolean => round === this.#round;
    try {
      const token = await this.#port.ask();
      if (current() && token !== undefined && token !== this.#current) {
        const { expiresAt } = await this.#port.authenticate(token);
        if (current()) {
          this.#accepted(token, Date.parse(expiresAt));
        }
        return;
      }
    } catch (cause) {
      if (current()) {
        this.#port.failed(cause);
      }
    }
    if (current()) {
      this.#schedule();
    }
  }

  #accepted(token: string | undefined, expiry: number): void {
    this.#current = token;
    this.#expiry = expiry;
    this.#schedule();
  }

  #schedule(): void {
    const left = this.#expiry - Date.now();
    if (left > 0) {
      const delay = Math.max(left - MARGIN, (left * 3) / 4, SHORTEST);
      this.#timer = setTimeout(() => void this.renew(), Math.min(delay, LONGEST));
    }
  }
}
