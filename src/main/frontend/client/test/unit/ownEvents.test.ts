import { createClient, type NamespaceOptions, ParleyError, ParleyTimeoutError } from "@parley/client/core";
import { expect, onTestFinished, test, vi } from "vitest";
import type { ClientToServerEvents, ServerToClientEvents } from "../types/orders.js";
import { eventually, stockServer } from "./stockServer.js";

/** A client of the namespace `/orders` of a server of its own. */
async function ordersDesk(options: Partial<NamespaceOptions> = {}) {
  const server = await stockServer();
  const desk = createClient({ url: server.url, namespace: "/orders", ...options });
  onTestFinished(() => desk.disconnect());
  return { server, desk };
}

test("an event is answered with what its acknowledgement holds", async () => {
  const server = await stockServer();
  const desk = createClient<ServerToClientEvents, ClientToServerEvents>({ url: server.url, namespace: "/orders" });
  onTestFinished(() => desk.disconnect());
  expect(await desk.emitWithAck("order:place", { book: "tea", quantity: 3 })).toEqual({ id: "order 3" });
  expect(desk.snapshot.connectionState).toBe("connected");
});

test("a refusal is an error with the application's code", async () => {
  const onError = vi.fn();
  const { desk } = await ordersDesk({ onError });
  const refused = await desk.emitWithAck("order:place", { quantity: 11 }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ParleyError);
  expect(refused).toMatchObject({
    code: "NO_CREDIT",
    message: "No.",
    details: { limit: 10 },
    timestamp: "2026-01-01T00:00:00.000Z",
  });
  expect(onError).not.toHaveBeenCalled();
});

test.each([
  [{ success: false, error: "none of ours" }],
  [{ error: "a text" }],
  [{ error: { code: 7, message: "x" } }],
  [{ id: 1, error: { code: "LATE", message: "x" } }],
  [[]],
  [null],
  ["text"],
])("%j is an answer and no refusal", async (answer) => {
  const { desk } = await ordersDesk();
  expect(await desk.emitWithAck("echo", answer)).toEqual(answer);
});

test("binary arguments arrive, and the first of several answers is taken", async () => {
  const { desk } = await ordersDesk();
  const picture = new Uint8Array([1, 2, 3]);
  expect(new Uint8Array(await desk.emitWithAck("echo", picture.buffer, "scale"))).toEqual(picture);
  const all = vi.fn();
  desk.emit("echo", 1, "two", all);
  await eventually(() => expect(all.mock.calls).toEqual([[1, "two"]]));
});

test("an answer that does not come is a time-out, of this call or of all", async () => {
  const { desk } = await ordersDesk({ ackTimeout: 300 });
  await desk.emitWithAck("echo", 1);
  const began = performance.now();
  await expect(desk.timeout(50).emitWithAck("never")).rejects.toMatchObject({
    name: "ParleyTimeoutError",
    code: "CONNECTION_ERROR",
    message: "No answer to never within 50 ms.",
  });
  expect(performance.now() - began).toBeLessThan(300);
  await expect(desk.emitWithAck("never")).rejects.toBeInstanceOf(ParleyTimeoutError);
});

test("what is sent before there is a connection waits for it, and keeps its order", async () => {
  const { desk } = await ordersDesk({ autoConnect: false });
  const said = vi.fn();
  desk.on("said", said);
  desk.emit("say", 1);
  const answer = desk.emitWithAck("echo", 2);
  desk.emit("say", 3, "and more");
  desk.connect();
  expect(await answer).toBe(2);
  await eventually(() => expect(said.mock.calls).toEqual([[1], [3, "and more"]]));
  desk.off("said", said);
  desk.emit("say", 4);
  await desk.emitWithAck("echo", 5);
  expect(said).toHaveBeenCalledTimes(2);
});

test("what finds no connection in time is dropped, and onError is told", async () => {
  const onError = vi.fn();
  const { desk } = await ordersDesk({ autoConnect: false, ackTimeout: 50, onError });
  const said = vi.fn();
  desk.on("said", said);
  desk.emit("say", 1);
  await eventually(() =>
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      name: "ParleyTimeoutError",
      message: "No connection for say within 50 ms.",
    }),
  );
  desk.connect();
  await desk.timeout(5000).emitWithAck("echo", 1);
  expect(said).not.toHaveBeenCalled();
});

test("the server's events are heard, and can be answered", async () => {
  const { desk, server } = await ordersDesk();
  desk.on("question", (text: string, answer: (text: string) => void) => answer(`${text}!`));
  await desk.emitWithAck("echo", 1);
  expect(await server.orders[0]?.emitWithAck("question", "tea")).toBe("tea!");
});

test("what the server refuses without having been asked for an answer goes to onError", async () => {
  const onError = vi.fn();
  const { desk, server } = await ordersDesk({ onError });
  await desk.emitWithAck("echo", 1);
  server.orders[0]?.emit("error", { code: "NO_CREDIT", message: "No.", timestamp: "then" });
  await eventually(() => expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: "NO_CREDIT", message: "No." }));
  expect(desk.snapshot.error?.code).toBe("NO_CREDIT");
});

test("outside of the chat there is nothing of the chat", async () => {
  const { desk, server } = await ordersDesk();
  const heard = vi.fn();
  await desk.emitWithAck("echo", 1);
  server.orders[0]?.onAny(heard);
  await desk.emitWithAck("echo", 2);
  expect(Object.keys(desk).sort()).toEqual(
    ["connect", "disconnect", "emit", "emitWithAck", "off", "on", "snapshot", "subscribe", "timeout"].sort(),
  );
  expect(heard.mock.calls.map(([event]) => event)).toEqual(["echo"]);
  expect(desk.snapshot.latency).toBeNull();
});

test("in the chat any of its events can be sent, too, and its refusals are errors", async () => {
  const server = await stockServer();
  const chat = createClient({ url: server.url });
  onTestFinished(() => chat.disconnect());
  expect(await chat.emitWithAck("join-room", { room: "tea" })).toEqual({ success: true, room: "tea", memberCount: 1 });
  await expect(chat.emitWithAck("message", { content: "x", type: "text" })).rejects.toMatchObject({
    code: "RATE_LIMIT_EXCEEDED",
  });
});

test("a namespace that the server does not have is an error that says so, and is tried again", async () => {
  const onError = vi.fn();
  const { desk, server } = await ordersDesk({ namespace: "/late", reconnectionDelay: 20, onError });
  await eventually(() => expect(onError).toHaveBeenCalled());
  expect(onError.mock.calls[0]?.[0]).toMatchObject({
    code: "CONNECTION_ERROR",
    message: "The server has no such namespace.",
  });
  expect(desk.snapshot.connectionState).toBe("reconnecting");
  server.io.of("/late").on("connection", (socket) => socket.on("here", (answer) => answer("yes")));
  expect(await desk.emitWithAck("here")).toBe("yes");
});

test("a token is renewed on the namespace's own socket", async () => {
  const expiring = (life: number) =>
    `h.${btoa(JSON.stringify({ sub: "ann", exp: Math.floor(Date.now() / 1000) + life }))}.s`;
  const tokens = [expiring(2), expiring(3600)];
  const server = await stockServer();
  const renewed = vi.fn();
  server.io.of("/orders").on("connection", (socket) =>
    socket.on("authenticate", ({ token }, acknowledge) => {
      renewed(socket.handshake.auth.token, token);
      acknowledge({ success: true, expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    }),
  );
  const token = vi.fn(() => tokens[Math.min(token.mock.calls.length, 2) - 1] ?? "");
  const desk = createClient({ url: server.url, namespace: "/orders", token });
  onTestFinished(() => desk.disconnect());
  await eventually(() => expect(renewed.mock.calls).toEqual([tokens]));
});
