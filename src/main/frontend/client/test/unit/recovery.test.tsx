// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { type ClientOptions, createClient, useWebSocket, WebSocketEvent } from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { eventually, type StockOptions, stockServer } from "./stockServer.js";

const RECOVERY: StockOptions = { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } };
const QUICKLY: ClientOptions = { reconnectionDelay: 10 };

/** A client of a server of its own, in the room `tea`, and what the server has heard of it. */
async function inRoom(serverOptions: StockOptions, options: ClientOptions = {}) {
  const server = await stockServer(0, serverOptions);
  const heard: [event: string, room: string][] = [];
  server.io.on("connection", (socket) => socket.onAny((event, payload) => heard.push([event, payload?.room])));
  const onMissed = vi.fn();
  const onConnect = vi.fn();
  const client = createClient({ ...QUICKLY, url: server.url, onMissed, onConnect, ...options });
  onTestFinished(() => client.disconnect());
  await client.joinRoom({ room: "tea" });
  return { server, heard: () => heard.filter(([event]) => event.endsWith("-room")), client, onMissed, onConnect };
}

/** The server hangs up, and the client is back when this returns. */
async function cut({ server, onConnect }: Awaited<ReturnType<typeof inRoom>>): Promise<void> {
  const before = onConnect.mock.calls.length;
  server.io.engine.close();
  await eventually(() => expect(onConnect.mock.calls.length).toBe(before + 1));
}

test("a recovered connection is in its rooms: nothing is joined again, nothing is missed", async () => {
  const tested = await inRoom(RECOVERY);
  const { client, server, heard, onMissed } = tested;
  const messages = vi.fn();
  client.on("message", messages);
  expect(client.snapshot.recovered).toBe(false);
  server.io.to("tea").emit("message", { id: "1" });
  await eventually(() => expect(messages).toHaveBeenCalledTimes(1));
  const { socketId } = client.snapshot;

  await cut(tested);
  await client.joinRoom({ room: "coffee" });

  expect(client.snapshot).toMatchObject({ recovered: true, socketId });
  expect(heard()).toEqual([
    ["join-room", "tea"],
    ["join-room", "coffee"],
  ]);
  expect(onMissed).not.toHaveBeenCalled();
});

test("what came meanwhile is heard, and the room is left that was left meanwhile", async () => {
  const tested = await inRoom(RECOVERY);
  const { client, server, heard } = tested;
  await client.joinRoom({ room: "coffee" });
  const messages = vi.fn();
  client.on("message", messages);
  server.io.to("tea").emit("message", { id: "1" });
  await eventually(() => expect(messages).toHaveBeenCalledTimes(1));
  const away = new Promise<void>((resolve) => client.subscribe(() => resolve()));
  server.io.engine.close();
  await away;
  expect(client.snapshot.connectionState).toBe("reconnecting");
  server.io.to("tea").emit("message", { id: "2" });
  await client.leaveRoom({ room: "coffee" });

  await eventually(() => expect(messages.mock.calls).toEqual([[{ id: "1" }], [{ id: "2" }]]));
  await eventually(() => expect(heard().at(-1)).toEqual(["leave-room", "coffee"]));
  expect(client.snapshot.recovered).toBe(true);
});

test("listeners get what was sent, and not the offset that the server appends", async () => {
  const { client, server } = await inRoom(RECOVERY);
  const socket = [...server.io.sockets.sockets.values()][0];
  const heard = vi.fn();
  const [pong, once] = [vi.fn(), vi.fn()];
  client.on(WebSocketEvent.MESSAGE, heard);
  client.on(WebSocketEvent.PONG, pong);
  client.on(WebSocketEvent.NOTIFICATION, once);
  socket?.emit("notification", "a text");
  socket?.emit("pong");
  await eventually(() => expect(pong.mock.calls).toEqual([[]]));
  expect(once.mock.calls).toEqual([["a text"]]);
  client.off(WebSocketEvent.NOTIFICATION, once);
  socket?.emit("notification", "another");
  socket?.emit("message", { id: "1" });
  await eventually(() => expect(heard.mock.calls).toEqual([[{ id: "1" }]]));
  expect(once).toHaveBeenCalledTimes(1);
});

test("without recovery an event that ends with a text keeps it", async () => {
  const { client, server } = await inRoom({});
  const heard = vi.fn();
  client.on(WebSocketEvent.NOTIFICATION, heard);
  server.io.emit("notification", "a text");
  await eventually(() => expect(heard.mock.calls).toEqual([["a text"]]));
});

test("without recovery the rooms are joined again, and the application is told that it may have missed something", async () => {
  const tested = await inRoom({});
  const { client, heard, onMissed } = tested;
  await cut(tested);
  await eventually(() => expect(onMissed).toHaveBeenCalledTimes(1));
  expect(heard()).toEqual([
    ["join-room", "tea"],
    ["join-room", "tea"],
  ]);
  expect(client.snapshot).toMatchObject({ connectionState: "connected", recovered: false });
});

test("what is missed is told when the server has answered the joins, not before", async () => {
  const tested = await inRoom({});
  const { server, onMissed } = tested;
  let answer: () => void = () => undefined;
  server.io.removeAllListeners("connection");
  server.io.on("connection", (socket) =>
    socket.on("join-room", ({ room }, acknowledge) => {
      answer = () => acknowledge({ success: true, room, memberCount: 1 });
    }),
  );
  const joins = vi.fn();
  server.io.on("connection", (socket) => socket.onAny((event) => event === "join-room" && joins()));
  await cut(tested);
  await eventually(() => expect(joins).toHaveBeenCalledTimes(1));
  expect(onMissed).not.toHaveBeenCalled();
  answer();
  await eventually(() => expect(onMissed).toHaveBeenCalledTimes(1));
});

test("the first connection has missed nothing, and one that was ended and begun again has", async () => {
  const tested = await inRoom(RECOVERY);
  const { client, onMissed, heard } = tested;
  client.disconnect();
  expect(onMissed).not.toHaveBeenCalled();
  client.connect();
  await eventually(() => expect(onMissed).toHaveBeenCalledTimes(1));
  expect(client.snapshot.recovered).toBe(false);
  expect(heard()).toHaveLength(2);
});

test("on a namespace of its own an application is told, too", async () => {
  const server = await stockServer();
  const onMissed = vi.fn();
  const desk = createClient({ ...QUICKLY, url: server.url, namespace: "/orders", onMissed });
  onTestFinished(() => desk.disconnect());
  await desk.emitWithAck("echo", 1);
  server.io.engine.close();
  await eventually(() => expect(onMissed).toHaveBeenCalledTimes(1));
  expect(desk.snapshot.recovered).toBe(false);
});

test("the hook says whether it was recovered, and calls the latest callback", async () => {
  const server = await stockServer(0, RECOVERY);
  const [early, late] = [vi.fn(), vi.fn()];
  const options = { ...QUICKLY, url: server.url };
  const { result, rerender, unmount } = renderHook((props) => useWebSocket(props), {
    initialProps: { ...options, onMissed: early },
  });
  onTestFinished(() => unmount());
  await result.current.joinRoom({ room: "tea" });
  const heard = vi.fn();
  result.current.on("message", heard);
  server.io.emit("message", { id: "1" });
  await eventually(() => expect(heard.mock.calls).toEqual([[{ id: "1" }]]));
  server.io.engine.close();
  await eventually(() => expect(result.current.recovered).toBe(true));
  rerender({ ...options, onMissed: late });
  result.current.disconnect();
  result.current.connect();
  await eventually(() => expect(late).toHaveBeenCalledTimes(1));
  expect(early).not.toHaveBeenCalled();
});
