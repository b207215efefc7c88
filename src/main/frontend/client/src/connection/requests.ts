import type { WebSocketError } from "../contract/error.js";
import { connectionError, type ParleyError, ParleyTimeoutError, serverError } from "./errors.js";

/** What every answer of the server has; one without a payload has nothing. */
interface Answer {
  success?: boolean;
  error?: WebSocketError;
}

interface Request {
  readonly event: string;
  readonly payload: unknown;
  readonly wanted: Wanted | undefined;
  readonly settle: (failure: ParleyError | null, answer?: Answer) => void;
}

/** Whether a request still makes sense. */
export type Wanted = () => boolean;

/** Sends an event; the callback gets the answer. */
export type Emit = (event: string, payload: unknown, answered: (answer?: Answer) => void) => void;

/**
 * The events that are answered. Those of the time without a connection wait for it, in their order; every one ends with
 * its answer, a refusal, or a time-out.
 */
export class Requests {
  readonly #emit: Emit;
  readonly #timeout: number;
  readonly #sent = new Set<Request>();
  #waiting = new Set<Request>();
  #open = false;
  /** Why no connection will come. */
  #ended: ParleyError | undefined;

  constructor(emit: Emit, timeout: number) {
    this.#emit = emit;
    this.#timeout = timeout;
  }

  /**
   * Resolves with the answer; rejects with a {@link ParleyError}. A request that can tell whether it is wanted may be
   * sent once more when it is not known whether it has arrived, and is not sent when it is wanted no more.
   */
  send<T>(event: string, payload: unknown, wanted?: Wanted): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => request.settle(new ParleyTimeoutError(event, this.#timeout)), this.#timeout);
      const request: Request = {
        event,
        payload,
        wanted,
        settle: (failure, answer) => {
          clearTimeout(timer);
          this.#sent.delete(request);
          this.#waiting.delete(request);
          if (failure) {
            reject(failure);
          } else if (answer?.success === false) {
            reject(serverError(answer.error));
          } else {
            resolve(answer as T);
          }
        },
      };
      this.#pass(request);
    });
  }

  /** A connection is on its way. */
  expect(): void {
    this.#ended = undefined;
  }

  /** Connected: what waits is sent, after what the given function sends. */
  open(first: () => void): void {
    this.#open = true;
    first();
    const waiting = this.#waiting;
    this.#waiting = new Set();
    waiting.forEach((request) => this.#pass(request));
  }

  /** The connection was lost, and will be tried again. */
  lose(): void {
    this.#open = false;
    const sent = [...this.#sent];
    this.#sent.clear();
    this.#waiting = new Set([...sent.filter(({ wanted }) => wanted), ...this.#waiting]);
    const failure = connectionError("The connection was lost before the server answered.");
    sent.filter(({ wanted }) => !wanted).forEach(({ settle }) => settle(failure));
  }

  /** There is no connection, and none will come. */
  abandon(failure: ParleyError): void {
    this.#open = false;
    this.#ended = failure;
    [...this.#sent, ...this.#waiting].forEach(({ settle }) => settle(failure));
  }

  #pass(request: Request): void {
    if (this.#ended) {
      request.settle(this.#ended);
    } else if (request.wanted?.() === false) {
      request.settle(connectionError("Taken back before it was sent."));
    } else if (this.#open) {
      this.#sent.add(request);
      this.#emit(request.event, request.payload, (answer) => request.settle(null, answer));
    } else {
      this.#waiting.add(request);
    }
  }
}
