import type { ConnectionCallbacks } from "./options.js";

/** Who wants to know what becomes of a connection. */
export interface ConnectionObserver extends ConnectionCallbacks {
  /** There is another snapshot. */
  onChange?(): void;
  /**
   * Connected, and nothing has been sent yet: what is sent now comes first. If the connection was recovered, the server
   * has it in its rooms. The connection is as it was before when the promises have settled that the function is given.
   */
  onOpen?(recovered: boolean, until: (done: Promise<unknown>) => void): void;
}

/** The observers of a connection, which are told in the order in which they came. */
export class Observers {
  readonly #observers = new Set<() => ConnectionObserver>();

  /** Tells the observer of each moment from now on; the returned function ends that. */
  add(observer: () => ConnectionObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Calls a method of those that have it. */
  tell<Call extends keyof ConnectionObserver>(
    call: Call,
    ...values: Parameters<NonNullable<ConnectionObserver[Call]>>
  ): void {
    for (const observer of [...this.#observers]) {
      try {
        (observer()[call] as ((...values: unknown[]) => void) | undefined)?.(...values);
      } catch (error) {
        // The application's fault is reported as such, and harms neither the others nor the connection.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
