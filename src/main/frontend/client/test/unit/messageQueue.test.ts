import {
  type ClientOptions,
  createClient,
  type OutgoingMessage,
  ParleyError,
  ParleyQueueFullError,
  ParleyTimeoutError,
} from "@parley/client/core";
import { expect, onTestFinished, test, vi } from "vitest";
import { newClientId } from "../../src/connection/messageQueue.js";
import { error, eventually, type StockOptions, stockServer } from "./stockServer.js";

type Heard = Required<Pick<OutgoingMessage, "content" | "clientId">>;
type Take = (message: Heard, time: number, hangUp: () => void) => object | undefined;

/**
 * A server that knows a message again by its `clientId`, as the contract asks, and a client. The function says what becomes
 * of the n-th message that arrives: an answer, or none.
 */
async function deduplicating(take: Take, options: ClientOptions = {}, serverOptions: StockOptions = {}) {
  const arrived: Heard[] = [];
  const sent = new Map<string, Heard>();
  const server = await stockServer(0, {
    ...serverOptions,
    onMessage: (socket, message, acknowledge) => {
      arrived.push(message);
      const answer = take(message, arrived.length, () => socket.conn.close());
      if (!answer || !("error" in answer)) {
        sent.set(message.clientId, message);
      }
      if (answer) {
        acknowledge(answer);
      }
    },
  });
  const client = createClient({ reconnectionDelay: 10, ackTimeout: 5000, ...options, url: server.url });
  onTestFinished(() => client.disconnect());
  return { server, client, arrived, sent: () => [...sent.values()].map(({ content }) => content) };
}

const say = (content: string): OutgoingMessage => ({ content, type: "text" });
const accept: Take = ({ clientId }) => ({ success: true, id: `id of ${clientId}`, timestamp: "then" });

test("a message has an id of the sender's, made or given", async () => {
  const { client, arrived } = await deduplicating(accept);
  const { id } = await client.sendMessage({ ...say("one"), clientId: "mine" });
  expect(id).toBe("id of mine");
  await client.sendMessage(say("two"));
  await client.sendMessage(say("three"));
  expect(new Set(arrived.map(({ clientId }) => clientId)).size).toBe(3);
  arrived.forEach(({ clientId }) => expect(clientId).toMatch(/^.{1,64}$/));
});

test("an id can be made where the page has no TLS", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(newClientId()).toMatch(/^[0-9a-f]{32}$/);
  expect(newClientId()).not.toBe(newClientId());
});

test("what the connection was lost over is repeated under its id, in its order, and sent once", async () => {
  let cuts = 0;
  const { client, arrived, sent } = await deduplicating((message, time, hangUp) => {
    if (cuts < 3 && time % 4 === 3) {
      cuts++;
      hangUp();
    }
    return accept(message, time, hangUp);
  });
  const texts = Array.from({ length: 10 }, (_, index) => `text ${index}`);
  const answers = await Promise.all(texts.map((text) => client.sendMessage(say(text))));
  expect(cuts).toBe(3);
  expect(arrived.length).toBeGreaterThan(10);
  expect(sent()).toEqual(texts);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(10);
});

test("what is written without a connection waits for it, longer than any time-out", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { client, sent } = await deduplicating(accept, { autoConnect: false, ackTimeout: 10, messageRetryTime: 20 });
  const answers = [client.sendMessage(say("one")), client.sendMessage(say("two"))];
  await vi.advanceTimersByTimeAsync(3_600_000);
  vi.useRealTimers();
  client.connect();
  await Promise.all(answers);
  expect(sent()).toEqual(["one", "two"]);
});

test("what is not answered in time is repeated on the same connection, and answered once", async () => {
  const { client, arrived, sent, server } = await deduplicating(
    (message, time, hangUp) => (time > 2 ? accept(message, time, hangUp) : undefined),
    { ackTimeout: 50 },
  );
  const { id } = await client.sendMessage(say("one"));
  expect(arrived.map(({ content }) => content)).toEqual(["one", "one", "one"]);
  expect(id).toBe(`id of ${arrived[0]?.clientId}`);
  expect(sent()).toEqual(["one"]);
  expect(server.transports()).toBe(1);
});

test("a refusal is not repeated, neither at once nor by the next connection", async () => {
  const onConnect = vi.fn();
  const { client, arrived, server } = await deduplicating(
    () => ({ success: false, id: "", timestamp: "", error: error("RATE_LIMIT_EXCEEDED") }),
    { ackTimeout: 30, onConnect },
  );
  await expect(client.sendMessage(say("one"))).rejects.toMatchObject({ code: "RATE_LIMIT_EXCEEDED" });
  server.io.engine.close();
  await eventually(() => expect(onConnect).toHaveBeenCalledTimes(2));
  await client.emitWithAck("join-room", { room: "tea" });
  expect(arrived).toHaveLength(1);
});

test("a message that nobody ever answers ends in time, and may have arrived", async () => {
  const { client, arrived } = await deduplicating(() => undefined, { ackTimeout: 20, messageRetryTime: 300 });
  const failure = await client.sendMessage(say("one")).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(ParleyTimeoutError);
  expect(failure).toMatchObject({ message: "No answer to message within 300 ms." });
  await eventually(() => expect(arrived.length).toBeGreaterThan(1));
  expect(new Set(arrived.map(({ clientId }) => clientId)).size).toBe(1);
});

test("a message may be asked not to be repeated", async () => {
  const { client, arrived } = await deduplicating(() => undefined, { ackTimeout: 50, messageRetryTime: 0 });
  const connected = () => client.timeout(20_000).emitWithAck("join-room", { room: "tea" });
  await connected();
  await expect(client.sendMessage(say("one"))).rejects.toMatchObject({
    message: "No answer to message within 50 ms.",
  });
  await connected();
  expect(arrived).toHaveLength(1);
});

test("a full queue refuses, and takes again when there is room", async () => {
  const { client, sent } = await deduplicating(accept, { autoConnect: false, messageQueueLimit: 2 });
  const waiting = [client.sendMessage(say("one")), client.sendMessage(say("two"))];
  const refused = await client.sendMessage(say("three")).catch((reason: unknown) => reason);
  expect(refused).toBeInstanceOf(ParleyQueueFullError);
  expect(refused).toBeInstanceOf(ParleyError);
  expect(refused).toMatchObject({ code: "CONNECTION_ERROR", message: expect.stringContaining("2 messages") });
  client.connect();
  await Promise.all(waiting);
  await client.sendMessage(say("four"));
  expect(sent()).toEqual(["one", "two", "four"]);
});

test("a hundred messages may wait unless it is said otherwise", async () => {
  const { client } = await deduplicating(accept, { autoConnect: false });
  const waiting = Array.from({ length: 100 }, () => client.sendMessage(say("x")));
  await expect(client.sendMessage(say("x"))).rejects.toBeInstanceOf(ParleyQueueFullError);
  client.connect();
  await Promise.all(waiting);
});

test("a sign-out empties the queue", async () => {
  const { client, sent, arrived } = await deduplicating(accept, { autoConnect: false, messageQueueLimit: 1 });
  const waiting = client.sendMessage(say("private"));
  client.disconnect();
  await expect(waiting).rejects.toMatchObject({ code: "CONNECTION_ERROR", message: "Disconnected." });
  client.connect();
  await client.sendMessage(say("later"));
  expect(sent()).toEqual(["later"]);
  expect(arrived).toHaveLength(1);
});

test("what one user has written does not go out as another one's", async () => {
  const tokenOf = (user: string) => `h.${btoa(JSON.stringify({ sub: user }))}.s`;
  const token = vi.fn().mockResolvedValueOnce(tokenOf("ann")).mockResolvedValue(tokenOf("bob"));
  const { client, server, sent } = await deduplicating(accept, { token });
  await client.sendMessage(say("of ann"));
  const lost = new Promise<void>((resolve) => client.subscribe(() => resolve()));
  server.io.engine.close();
  await lost;
  await expect(client.sendMessage(say("private"))).rejects.toMatchObject({ message: "Another user has signed in." });
  await client.sendMessage(say("of bob"));
  expect(sent()).toEqual(["of ann", "of bob"]);
});

test("a message goes after the rooms, and before what is asked for later", async () => {
  const order: string[] = [];
  const { client, server } = await deduplicating(accept);
  server.io.on("connection", (socket) => socket.onAny((event) => event !== "ping" && order.push(event)));
  await client.joinRoom({ room: "tea" });
  const lost = new Promise<void>((resolve) => client.subscribe(() => resolve()));
  server.io.engine.close();
  await lost;
  order.length = 0;
  const all = [client.sendMessage(say("one")), client.joinRoom({ room: "coffee" }), client.sendMessage(say("two"))];
  await Promise.all(all);
  expect(order).toEqual(["join-room", "message", "join-room", "message"]);
});
