import type { AuthenticateRequest, AuthenticateResponse } from "./authentication.js";
import type { SendMessageRequest, SendMessageResponse } from "./message.js";
import type { PresenceRequest, PresenceResponse, PresenceStatus } from "./presence.js";
import type {
  JoinRoomRequest,
  JoinRoomResponse,
  LeaveRoomRequest,
  LeaveRoomResponse,
  RoomHistoryRequest,
  RoomHistoryResponse,
} from "./room.js";
import type { TypingRequest } from "./typing.js";

/** What goes with an event, and what its acknowledgement holds. */
export interface ClientEvent<Payload, Answer> {
  payload: Payload;
  answer: Answer;
}

/** What a client may send, by the event's name. */
export interface ClientEvents {
  "join-room": ClientEvent<JoinRoomRequest, JoinRoomResponse>;
  "leave-room": ClientEvent<LeaveRoomRequest, LeaveRoomResponse>;
  "room-history": ClientEvent<RoomHistoryRequest, RoomHistoryResponse>;
  message: ClientEvent<SendMessageRequest, SendMessageResponse>;
  "typing-start": ClientEvent<TypingRequest | void, void>;
  "typing-stop": ClientEvent<TypingRequest | void, void>;
  "presence-update": ClientEvent<PresenceRequest | `${PresenceStatus}`, PresenceResponse>;
  ping: ClientEvent<void, void>;
  authenticate: ClientEvent<AuthenticateRequest, AuthenticateResponse>;
}

/** The same in the shape of the type parameters of `socket.io-client`. Every event is acknowledged if that is asked for. */
export type ChatClientToServerEvents = {
  [Name in keyof ClientEvents]: Emitted<ClientEvents[Name]>;
};

type Emitted<Event> =
  Event extends ClientEvent<infer Payload, infer Answer>
    ? [Payload] extends [void]
      ? (acknowledged?: Acknowledged<Answer>) => void
      : void extends Payload
        ? (payload?: Exclude<Payload, void>, acknowledged?: Acknowledged<Answer>) => void
        : (payload: Payload, acknowledged?: Acknowledged<Answer>) => void
    : never;

type Acknowledged<Answer> = [Answer] extends [void] ? () => void : (answer: Answer) => void;
