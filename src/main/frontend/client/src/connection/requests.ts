import { connectionError, type ParleyError, ParleyTimeoutError } from "./errors.js";

interface Request extends RequestOptions {
  readonly event: string;
  readonly payload: readonly unknown[];
  /** Whether it goes to the next connection, if this one is lost before the answer. */
  readonly lasts: boolean;
  /** When it ends without an answer; not set as long as a request that may be repeated has not been sent. */
  deadline?: Timer;
  /** When it is repeated on a live connection. */
  repetition?: Timer;
  readonly settle: (failure?: ParleyError, answer?: unknown) => void;
}

/** What is particular about a request. */
export interface RequestOptions {
  readonly wanted?: Wanted | undefined;
  /** Milliseconds that it may take; if it may be repeated, that one answer may take. */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds from its first sending in which it is sent again, by this connection or the next, until there is an
   * answer. Before that it waits for the connection as long as it takes. Missing or 0: never.
   */
  readonly repeatFor?: number | undefined;
  /** The refusal that an answer is; undefined if it is none. Missing where no answer is asked for: then it ends when sent. */
  readonly refusal?: ((answer: unknown) => ParleyError | undefined) | undefined;
}

type Timer = ReturnType<typeof setTimeout>;

/** Whether a request still makes sense. */
export type Wanted = () => boolean;

/** Sends an event; the callback, if there is one, gets the answer. */
export type Emit = (event: string, payload: readonly unknown[], answered?: (answer?: unknown) => void) => void;

/**
 * The events that must not go before others, most of them answered. Those of the time without a connection wait for it, in
 * their order; every one ends with its answer, a refusal, or a time-out. Those that may be repeated go to the next
 * connection in the order in which they went to this one.
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
   * Resolves with the answer; rejects with a {@link ParleyError}. A request that can tell whether it is wanted is sent
   * again by the next connection when it is not known whether it has arrived, and is not sent when it is wanted no more.
   */
  send<T>(event: string, payload: readonly unknown[], options: RequestOptions): Promise<T> {
    return new Promise((resolve, reject) => {
      const request: Request = {
        ...options,
        event,
        payload,
        lasts: options.wanted !== undefined || Boolean(options.repeatFor),
        settle: (failure, answer) => {
          clearTimeout(request.deadline);
          clearTimeout(request.repetition);
          this.#sent.delete(request);
          this.#waiting.delete(request);
          const refused = failure ?? options.refusal?.(answer);
          if (refused) {
            reject(refused);
          } else {
            resolve(answer as T);
          }
        },
      };
      if (!options.repeatFor) {
        this.#limit(request, options.timeout ?? this.#timeout);
      }
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
    this.#ended = undefined;
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
    sent.forEach(({ repetition }) => clearTimeout(repetition));
    this.#waiting = new Set([...sent.filter(({ lasts }) => lasts), ...this.#waiting]);
    const failure = connectionError("The connection was lost before the server answered.");
    sent.filter(({ lasts }) => !lasts).forEach(({ settle }) => settle(failure));
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
      this.#sendNow(request);
    } else {
      this.#waiting.add(request);
    }
  }

  #sendNow(request: Request): void {
    const { event, payload, settle, refusal } = request;
    if (refusal) {
      this.#sent.add(request);
      this.#emit(event, payload, (answer) => settle(undefined, answer));
      this.#repeatLater(request);
    } else {
      this.#emit(event, payload);
      settle();
    }
  }

  /** Its time ends so many milliseconds from now. */
  #limit(request: Request, milliseconds: number): void {
    const { event, settle, refusal } = request;
    request.deadline = setTimeout(() => settle(new ParleyTimeoutError(event, milliseconds, !refusal)), milliseconds);
  }

  #repeatLater(request: Request): void {
    const { repeatFor, timeout } = request;
    if (repeatFor) {
      if (request.deadline === undefined) {
        this.#limit(request, repeatFor);
      }
      request.repetition = setTimeout(() => this.#sendNow(request), timeout ?? this.#timeout);
    }
  }
}
