// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { createClient, type UseNamespaceResult, useWebSocket } from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { eventually, stockServer } from "./stockServer.js";

test("sockets of different namespaces share a transport, and the last one takes it with it", async () => {
  const server = await stockServer();
  const chat = createClient({ url: server.url });
  const desk = createClient({ url: server.url, namespace: "/orders" });
  onTestFinished(() => [chat, desk].forEach((each) => each.disconnect()));
  await Promise.all([chat.joinRoom({ room: "tea" }), desk.emitWithAck("echo", 1)]);
  expect(server.transports()).toBe(1);
  expect(chat.snapshot.socketId).not.toBe(desk.snapshot.socketId);

  chat.disconnect();
  expect(await desk.emitWithAck("echo", 2)).toBe(2);
  expect(server.transports()).toBe(1);

  chat.connect();
  await chat.joinRoom({ room: "tea" });
  expect(server.transports()).toBe(1);

  desk.disconnect();
  await chat.joinRoom({ room: "coffee" });
  chat.disconnect();
  await eventually(() => expect(server.transports()).toBe(0));
});

test("two sockets of one namespace, other users and other ways to reconnect have transports of their own", async () => {
  const server = await stockServer();
  const options = { url: server.url, namespace: "/orders" } as const;
  const desks = [
    createClient(options),
    createClient(options),
    createClient({ ...options, userId: "ann" }),
    createClient({ ...options, token: `h.${btoa('{"sub":"bob"}')}.s` }),
    createClient({ ...options, reconnectionDelay: 10 }),
  ];
  onTestFinished(() => desks.forEach((each) => each.disconnect()));
  await Promise.all(desks.map((each) => each.emitWithAck("echo", 1)));
  expect(server.transports()).toBe(desks.length);
});

test("a lost transport is found again for those who are connected, and for nobody else", async () => {
  const server = await stockServer();
  const [onReconnect, onConnect] = [vi.fn(), vi.fn()];
  const chat = createClient({ url: server.url, onConnect });
  const desk = createClient({ url: server.url, namespace: "/orders", onReconnect });
  onTestFinished(() => [chat, desk].forEach((each) => each.disconnect()));
  const states: string[] = [];
  await Promise.all([chat.joinRoom({ room: "tea" }), desk.emitWithAck("echo", 1)]);
  chat.disconnect();
  chat.subscribe(() => states.push(chat.snapshot.connectionState));

  server.io.engine.close();

  await eventually(() => expect(onReconnect).toHaveBeenCalledTimes(1));
  expect(await desk.emitWithAck("echo", 2)).toBe(2);
  expect(states).toEqual([]);
  expect(onConnect).toHaveBeenCalledTimes(1);
});

test("who has failed with the transport comes back with it, and what is asked for then is answered", async () => {
  const server = await stockServer();
  const url = server.url;
  const options = { url, reconnectionAttempts: 1, reconnectionDelay: 10, ackTimeout: 2000 };
  const chat = createClient(options);
  const desk = createClient({ ...options, namespace: "/orders" });
  onTestFinished(() => [chat, desk].forEach((each) => each.disconnect()));
  await Promise.all([chat.joinRoom({ room: "tea" }), desk.emitWithAck("echo", 1)]);
  const { port } = new URL(url);
  await server.io.close();
  await eventually(() =>
    expect([chat.snapshot.connectionState, desk.snapshot.connectionState]).toEqual(["failed", "failed"]),
  );

  const again = await stockServer(Number(port));
  chat.connect();
  expect((await chat.joinRoom({ room: "tea" })).success).toBe(true);
  await eventually(() => expect(desk.snapshot.connectionState).toBe("connected"));
  expect(await desk.emitWithAck("echo", 2)).toBe(2);
  expect(again.transports()).toBe(1);
});

test("a refused namespace does not end the transport of another", async () => {
  const server = await stockServer();
  const refusal = Object.assign(new Error("No."), { data: { code: "AUTHORIZATION_FAILED", message: "Traders only." } });
  server.io.of("/closed").use((_socket, next) => next(refusal));
  const chat = createClient({ url: server.url });
  await chat.joinRoom({ room: "tea" });
  const desk = createClient({ url: server.url, namespace: "/closed" });
  onTestFinished(() => [chat, desk].forEach((each) => each.disconnect()));
  await eventually(() =>
    expect(desk.snapshot).toMatchObject({ connectionState: "failed", error: { code: "AUTHORIZATION_FAILED" } }),
  );
  const { socketId } = chat.snapshot;
  await chat.joinRoom({ room: "coffee" });
  expect(chat.snapshot).toMatchObject({ connectionState: "connected", socketId });
});

test("components share a socket for each namespace, and one transport, also when one comes back", async () => {
  const server = await stockServer();
  const { url } = server;
  const chat = renderHook(() => useWebSocket({ url }));
  const first = renderHook(() => useWebSocket({ url, namespace: "/orders" }));
  const second = renderHook(() => useWebSocket({ url, namespace: "/orders" }));
  onTestFinished(() => [chat, second].forEach((each) => each.unmount()));
  await eventually(() => expect(first.result.current.isConnected && chat.result.current.isConnected).toBe(true));
  expect(second.result.current.socketId).toBe(first.result.current.socketId);
  expect(server.orders.length).toBe(1);
  expect(server.transports()).toBe(1);
  expect("joinRoom" in first.result.current).toBe(false);
  expect("joinRoom" in chat.result.current).toBe(true);

  first.unmount();
  second.unmount();
  await eventually(() => expect(server.orders[0]?.connected).toBe(false));
  const third = renderHook(() => useWebSocket({ url, namespace: "/orders" }));
  onTestFinished(() => third.unmount());
  await eventually(() => expect(third.result.current.isConnected).toBe(true));
  expect(server.transports()).toBe(1);
});

test("a component that goes to another namespace gets that one's actions", async () => {
  const { url } = await stockServer();
  const changing = renderHook(
    ({ isChat }) => (isChat ? useWebSocket({ url }) : useWebSocket({ url, namespace: "/orders" })),
    { initialProps: { isChat: true } },
  );
  onTestFinished(() => changing.unmount());
  expect("joinRoom" in changing.result.current).toBe(true);
  changing.rerender({ isChat: false });
  expect("joinRoom" in changing.result.current).toBe(false);
  const { emitWithAck } = changing.result.current as unknown as UseNamespaceResult;
  expect(await emitWithAck("echo", 7)).toBe(7);
});

test("a namespace in the address is a mistake that is told", () => {
  expect(() => createClient({ url: "http://127.0.0.1:9/orders", namespace: "/orders" })).toThrow(
    "The option url must have no path: say /orders in the option namespace, or in the option path.",
  );
});
