/*
 * What the compiler must accept, and below each @ts-expect-error what it must not; it is never run. The build compiles it,
 * and an expected error that is none is an error.
 */
import {
  type ChatServerToClientEvents,
  createClient,
  type ErrorCode,
  type JoinRoomResponse,
  type MessagePayload,
  ParleyError,
  type PresenceUpdate,
  type RoomMessage,
  type ServerEventListener,
  type ServerEvents,
  usePresence,
  useRoom,
  useTyping,
  useWebSocket,
  type UseWebSocketOptions,
  WebSocketErrorCode,
  WebSocketEvent,
} from "@parley/client";
import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, Order, Receipt, ServerToClientEvents } from "./orders.js";

/** Compiles only if both types are the same. */
function same<One, Other>(
  ..._: (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? [] : ["not the same"]
): void {}

const order: Order = { book: "tea", quantity: 2 };

export async function ownEvents(): Promise<void> {
  const desk = useWebSocket<ServerToClientEvents, ClientToServerEvents>({ namespace: "/orders" });

  desk.on("order:placed", (receipt) => same<typeof receipt, Receipt>());
  desk.on("book:moved", (book, price) => same<[typeof book, typeof price], [string, number]>());
  desk.on("desk:asks", (question, answer) => answer(question.toUpperCase()));
  desk.on("closed", () => undefined);
  desk.off("closed");
  // @ts-expect-error no such event
  desk.on("order:plased", () => undefined);
  // @ts-expect-error the server does not send it
  desk.on("order:place", () => undefined);
  // @ts-expect-error another argument
  desk.on("order:placed", (receipt: number) => receipt);
  // @ts-expect-error no such field
  desk.on("order:placed", ({ number }) => number);
  // @ts-expect-error no such event
  desk.off("order:plased");

  desk.emit("watch", "tea");
  desk.emit("order:cancel", "1");
  desk.emit("order:cancel", "1", "too dear", (cancelled) => same<typeof cancelled, boolean>());
  desk.emit("orders:of", "1", "2");
  // @ts-expect-error no such event
  desk.emit("wacth", "tea");
  // @ts-expect-error the client does not send it
  desk.emit("order:placed", { id: "1" });
  // @ts-expect-error another argument
  desk.emit("watch", 1);
  // @ts-expect-error an argument is missing
  desk.emit("watch");
  // @ts-expect-error one argument too many
  desk.emit("watch", "tea", "coffee");

  const receipt = await desk.emitWithAck("order:place", order);
  same<typeof receipt, Receipt>();
  const cancelled = await desk.emitWithAck("order:cancel", "1");
  same<typeof cancelled, boolean>();
  same<
    Parameters<typeof desk.emitWithAck<"order:cancel">>,
    [event: "order:cancel", id: string, reason?: string | undefined]
  >();
  await desk.emitWithAck("order:cancel", "1", "too dear");
  const picture = await desk.emitWithAck("chart", "tea", undefined);
  same<typeof picture, ArrayBuffer>();
  const nothing = await desk.emitWithAck("done");
  same<typeof nothing, void>();
  const settled = await desk.emitWithAck("settle");
  same<typeof settled, undefined>();
  const sum = await desk.emitWithAck("sum", 1, 2, 3);
  same<typeof sum, number>();
  const raw = await desk.emitWithAck("raw");
  same<typeof raw, unknown>();
  // @ts-expect-error another argument
  await desk.emitWithAck("sum", "1");
  const acknowledged = await desk.emitWithAck("watch", "tea");
  same<typeof acknowledged, void>();
  const late = await desk.timeout(500).emitWithAck("order:place", order);
  same<typeof late, Receipt>();
  // @ts-expect-error no such event
  await desk.emitWithAck("order:plase", order);
  // @ts-expect-error a field is missing
  await desk.emitWithAck("order:place", { book: "tea" });
  // @ts-expect-error the function for the acknowledgement is not given
  await desk.emitWithAck("order:place", order, () => undefined);
  // @ts-expect-error no such event
  await desk.timeout(500).emitWithAck("order:plase", order);
  // @ts-expect-error without an answer there is no time to wait for one
  desk.timeout(500).emit("watch", "tea");
}

export function ownNamespacesHaveNoChat(id: string, namespace: `/${string}`): void {
  const desk = useWebSocket<ServerToClientEvents, ClientToServerEvents>({ namespace: "/orders" });
  // @ts-expect-error of the chat
  desk.joinRoom;
  // @ts-expect-error of the chat
  desk.leaveRoom;
  // @ts-expect-error of the chat
  desk.sendMessage;
  // @ts-expect-error of the chat
  desk.startTyping;
  // @ts-expect-error of the chat
  desk.stopTyping;
  // @ts-expect-error of the chat
  desk.updatePresence;

  same<typeof desk.isConnected, boolean>();
  useWebSocket({ namespace: `/tenants/${id}` }).on("anything", (one: number, two: string) => [one, two]);
  // @ts-expect-error of the chat
  useWebSocket({ namespace }).joinRoom;
  // @ts-expect-error of the chat
  createClient({ namespace: "/orders" }).joinRoom;
  // @ts-expect-error namespaces begin with a slash
  useWebSocket({ namespace: "orders" });
}

export async function theChat(): Promise<void> {
  const { on, off, emit, emitWithAck, joinRoom, sendMessage, recovered } = useWebSocket({
    onMissed: () => undefined,
    onConnect: (isRecovered) => same<typeof isRecovered, boolean>(),
    messageQueueLimit: 10,
    messageRetryTime: 60_000,
  });
  on("message", (message) => same<typeof message, MessagePayload>());
  on(WebSocketEvent.MESSAGE, (message) => same<typeof message, MessagePayload>());
  on("pong", () => undefined);
  on("notification", (notification) => same<typeof notification, unknown>());
  // @ts-expect-error no such event
  on("mesage", (message) => message.anything);
  // @ts-expect-error no such event
  off("mesage");
  // @ts-expect-error clients send it, the server does not
  on("join-room", () => undefined);

  const listen = <Name extends keyof ServerEvents>(event: Name, listener: ServerEventListener<Name>) => {
    on(event, listener);
    off(event, listener);
  };
  listen(WebSocketEvent.MESSAGE, ({ content }) => same<typeof content, string>());

  emit("typing-start");
  emit("typing-start", { room: "tea" });
  emit("presence-update", "away");
  emit("message", { content: "x", type: "text" });
  emit(WebSocketEvent.PING);
  // @ts-expect-error a field is missing
  emit("message", { content: "x" });
  // @ts-expect-error a payload is missing
  emit("join-room");
  // @ts-expect-error no such event
  emit("join", { room: "tea" });

  const joined = await emitWithAck("join-room", { room: "tea" });
  same<typeof joined, JoinRoomResponse>();
  await sendMessage({ content: "x", type: "text", clientId: "mine" });
  // @ts-expect-error ids are texts
  await sendMessage({ content: "x", type: "text", clientId: 7 });
  // @ts-expect-error a text is no flag
  same<typeof recovered, string>();
  same<typeof recovered, boolean>();

  const pong = await emitWithAck("ping");
  same<typeof pong, void>();
  same<typeof joined, Awaited<ReturnType<typeof joinRoom>>>();

  // As a namespace of its own name, and with events that only a backend of this application sends.
  await useWebSocket({ namespace: "/" }).joinRoom({ room: "tea" });
  type More = ChatServerToClientEvents & { "price-changed": (price: { amount: number }) => void };
  const more = useWebSocket<More>();
  more.on("price-changed", ({ amount }) => same<typeof amount, number>());
  more.on("message", ({ content }) => same<typeof content, string>());
  await more.joinRoom({ room: "tea" });
  const options: UseWebSocketOptions = { userId: "ann" };
  await useWebSocket({ ...options, onConnect: () => undefined }).joinRoom({ room: "tea" });
}

export async function theHooksOfTheChat(): Promise<void> {
  type More = ChatServerToClientEvents & { "price-changed": (price: { amount: number }) => void };
  const socket = useWebSocket<More>();
  const { messages, send, isJoined } = useRoom(socket, "tea", { metadata: { topic: "tea" }, limit: 10 });
  same<typeof isJoined, boolean>();
  const [first] = messages;
  same<typeof first, RoomMessage | undefined>();
  const { id } = await send("hello");
  same<typeof id, string>();
  await send({ content: "a picture", type: "image", clientId: "mine" });
  // @ts-expect-error the room is this one
  await send({ content: "x", room: "coffee" });
  // @ts-expect-error no such type
  await send({ content: "x", type: "song" });
  same<ReturnType<typeof useTyping>["typists"], readonly string[]>();
  same<ReturnType<typeof usePresence>["people"], ReadonlyMap<string, PresenceUpdate>>();
  // @ts-expect-error rooms are the chat's
  useRoom(useWebSocket({ namespace: "/orders" }), "tea");
}

export function withoutReact(): void {
  const desk = createClient<ServerToClientEvents, ClientToServerEvents>({ namespace: "/orders", userId: "ann" });
  desk.on("order:placed", (receipt) => same<typeof receipt, Receipt>());
  desk.subscribe(() => desk.snapshot.connectionState);
}

/** The same interfaces are those of the stock client. */
export async function theStockClient(): Promise<void> {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io("/orders");
  socket.on("order:placed", ({ id }) => id);
  const receipt = await socket.emitWithAck("order:place", order);
  same<typeof receipt, Awaited<ReturnType<typeof socket.emitWithAck<"order:place">>>>();
}

export function errors(error: ParleyError): ErrorCode {
  if (error.code === WebSocketErrorCode.INVALID_ROOM || error.code === "NO_CREDIT") {
    return error.code;
  }
  // @ts-expect-error codes are texts
  return error.code === 7 ? error.code : "OTHER";
}
