/**
 * Events by their names, each of them a function of its arguments: the shape of the type parameters of `socket.io-client`,
 * and of the interfaces that Parley generates from an application's beans. The acknowledgement, if there is one, is a
 * function in the last place.
 */
export interface EventsMap {
  [event: string]: any;
}

/** The events of a namespace that nobody has described: any name, with arguments of any type. */
export interface AnyEvents {
  [event: string]: (...payload: any[]) => any;
}

/** The names of events. */
export type EventName<Events extends EventsMap> = keyof Events & string;

/** Hears an event. */
export type EventListener<Events extends EventsMap, Name extends EventName<Events>> = Events[Name];

type Callback = (...answer: any[]) => any;

type Parts<Events extends EventsMap, Name extends EventName<Events>> = Parameters<Events[Name]>;

/** What `emit` takes besides the name: the event's arguments, with the function for the acknowledgement if there is one. */
export type EmitArguments<Events extends EventsMap, Name extends EventName<Events>> = Parts<Events, Name>;

/** What `emitWithAck` takes besides the name: the event's arguments without the function for the acknowledgement. */
export type AskArguments<Events extends EventsMap, Name extends EventName<Events>> = WithoutCallback<
  Parts<Events, Name>
>;

/**
 * What `emitWithAck` resolves with: the first argument of the acknowledgement, without what the server sends in its place
 * when it refuses the event. Void where no acknowledgement is described, because Parley acknowledges every event.
 */
export type Answer<Events extends EventsMap, Name extends EventName<Events>> = AnswerIn<Parts<Events, Name>>;

/** In a list of fixed length only the last one can be the function; elsewhere nobody knows. */
type WithoutCallback<All extends unknown[]> = All extends [...infer Before, Callback]
  ? Before
  : WithoutOptionalCallback<All>;

type WithoutOptionalCallback<All extends unknown[]> = number extends All["length"]
  ? All
  : All extends [infer First, ...infer More]
    ? [First, ...WithoutOptionalCallback<More>]
    : All extends [(infer First)?, ...infer More]
      ? More extends []
        ? NonNullable<First> extends Callback
          ? []
          : All
        : [First?, ...WithoutOptionalCallback<More>]
      : [];

type AnswerIn<All extends unknown[]> =
  Required<All> extends [...unknown[], infer Last extends Callback]
    ? Parameters<Last> extends []
      ? void
      : Exclude<Parameters<Last>[0], Refusal>
    : number extends All["length"]
      ? any
      : void;

/** What a refused event is acknowledged with. */
export interface Refusal {
  error: {
    /** One of the contract's, or the application's own. */
    code: string;
    /** Written for a person. */
    message: string;
    details?: unknown;
    /** ISO-8601, UTC. */
    timestamp: string;
  };
}
