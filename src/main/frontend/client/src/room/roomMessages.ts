import type { OutgoingMessage } from "../connection/messageQueue.js";
import type { MessagePayload, SendMessageResponse } from "../contract/message.js";

/** A message of a room as it is shown: one that was heard, or one of one's own that is on its way. */
export interface RoomMessage extends Omit<MessagePayload, "from" | "type"> {
  /** The server's; as long as it has given none, the `clientId`. */
  readonly id: string;
  /** Missing for one's own until it is heard. */
  readonly from?: string;
  readonly type: `${MessagePayload["type"]}`;
  readonly status: "sending" | "sent" | "failed";
  /** Why it has failed. */
  readonly error?: Error;
}

/** A message of one's own, with what it is known by before the server has it. */
export type OwnMessage = OutgoingMessage & { clientId: string };

/** What becomes of the messages of a room. */
export type MessageChange =
  | { type: "heard"; message: MessagePayload }
  | { type: "recalled"; messages: readonly MessagePayload[] }
  | { type: "written"; message: OwnMessage; time: string }
  | { type: "answered"; message: OwnMessage; answer: SendMessageResponse }
  | { type: "failed"; message: OwnMessage; error: Error; time: string };

/**
 * The messages after a change. At most so many are kept, and in any case those that are not sent.
 *
 * The server sends a message to its sender, too, and before the answer. Until that comes, the message that was heard is taken
 * for the first one with this content that is on its way; the answer has the id, and decides.
 */
export function changeMessages(
  before: readonly RoomMessage[],
  change: MessageChange,
  limit: number,
): readonly RoomMessage[] {
  switch (change.type) {
    case "heard": {
      const { id, content, type } = change.message;
      const own = (each: RoomMessage) => each.status === "sending" && each.content === content && each.type === type;
      const known = before.find((each) => each.id === id) ?? before.find(own);
      return put(before, known?.id, { ...change.message, status: "sent" }, limit);
    }
    case "recalled":
      return bounded(
        change.messages
          .reduce((all, message) => changeMessages(all, { type: "heard", message }, Infinity), before)
          .slice()
          .sort((one, other) => one.timestamp.localeCompare(other.timestamp)),
        limit,
      );
    case "written":
      return put(before, change.message.clientId, shown(change.message, "sending", change.time), limit);
    case "answered": {
      const { message, answer } = change;
      const isHeard = before.some(({ id }) => id === answer.id);
      return isHeard
        ? before.filter(({ id }) => id !== message.clientId)
        : put(before, message.clientId, { ...shown(message, "sent", answer.timestamp), id: answer.id }, limit);
    }
    case "failed": {
      const { message, error, time } = change;
      return put(before, message.clientId, { ...shown(message, "failed", time), error }, limit);
    }
  }
}

function shown({ clientId, ...message }: OwnMessage, status: RoomMessage["status"], timestamp: string): RoomMessage {
  return { ...message, id: clientId, status, timestamp };
}

function bounded(all: readonly RoomMessage[], limit: number): readonly RoomMessage[] {
  return all.filter(({ status }, index) => status !== "sent" || index >= all.length - limit);
}

/** In the place of the one with this id, else at the end. */
function put(
  before: readonly RoomMessage[],
  id: string | undefined,
  message: RoomMessage,
  limit: number,
): readonly RoomMessage[] {
  if (before.some((each) => each.id === id)) {
    return before.map((each) => (each.id === id ? message : each));
  }
  return bounded([...before, message], limit);
}
