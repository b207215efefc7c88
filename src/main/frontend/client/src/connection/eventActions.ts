import type { Answer, AskArguments, EmitArguments, EventListener, EventName, EventsMap } from "./events.js";

/** Asks for an answer; see {@link EventActions.emitWithAck}. */
export interface Asking<Emitted extends EventsMap> {
  emitWithAck<Name extends EventName<Emitted>>(
    event: Name,
    ...payload: AskArguments<Emitted, Name>
  ): Promise<Answer<Emitted, Name>>;
}

/**
 * What can be done with the connection of any namespace. The functions are bound: they can be taken out of the object.
 * The type parameters are those of `socket.io-client`: what the server sends, and what it takes.
 */
export interface EventActions<Heard extends EventsMap, Emitted extends EventsMap> extends Asking<Emitted> {
  /** Connects, unless it is connected or about to be. */
  connect(): void;
  /** Ends the connection, for everybody who shares it. Only `connect` begins again. */
  disconnect(): void;
  /** Calls a listener for each event of this name. */
  on<Name extends EventName<Heard>>(event: Name, listener: EventListener<Heard, Name>): void;
  /** Calls the listener no more; without a listener, none of those that were added here. */
  off<Name extends EventName<Heard>>(event: Name, listener?: EventListener<Heard, Name>): void;
  /**
   * Sends an event, with a function in the last place if there is to be an acknowledgement. Waits for the connection if
   * there is none yet; if there is none within `ackTimeout`, the event is dropped and `onError` gets a
   * `ParleyTimeoutError`. If the connection is lost, nobody knows whether the event has arrived, and the function is not
   * called.
   */
  emit<Name extends EventName<Emitted>>(event: Name, ...payload: EmitArguments<Emitted, Name>): void;
  /**
   * Sends an event, now or when there is a connection, and resolves with the first argument of its acknowledgement.
   *
   * Rejects with a `ParleyError`: the server's refusal, which has the `code` that the contract or the application has
   * given it; `CONNECTION_ERROR` if the connection was lost before the answer or will not come; a `ParleyTimeoutError` if
   * there was no answer within `ackTimeout`. The event may have been handled all the same, unless it was refused.
   */
  emitWithAck<Name extends EventName<Emitted>>(
    event: Name,
    ...payload: AskArguments<Emitted, Name>
  ): Promise<Answer<Emitted, Name>>;
  /** The same with another time-out in milliseconds: `timeout(500).emitWithAck("order:place", order)`. */
  timeout(milliseconds: number): Asking<Emitted>;
}
