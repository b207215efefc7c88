// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { usePresence, useRoom, useTyping, useWebSocket } from "@parley/client";
import { StrictMode } from "react";
import { expect, onTestFinished, test } from "vitest";
import { error, eventually, type StockOptions, talkingServer } from "./stockServer.js";

/** A component that uses all hooks of the chat, with a server of its own that sends a message to its room and answers. */
async function mounted(options: StockOptions = {}, first = "tea", wrapper?: typeof StrictMode) {
  const server = await talkingServer(options);
  const hook = renderHook(
    ({ room }) => {
      const socket = useWebSocket({ url: server.url, reconnectionDelay: 10 });
      return { socket, room: useRoom(socket, room), presence: usePresence(socket), typing: useTyping(socket, room) };
    },
    { initialProps: { room: first }, ...(wrapper && { wrapper }) },
  );
  onTestFinished(() => hook.unmount());
  const current = () => hook.result.current;
  await eventually(() => expect(current().room.isJoined || current().room.error).toBeTruthy());
  return { server, hook, current, contents: () => current().room.messages.map(({ content }) => content) };
}

const status = (userId: string, now: string) => ({ userId, status: now, timestamp: "then" });

test("a room is joined with the component, heard, and left with it", async () => {
  const { server, hook, current, contents } = await mounted({}, "tea", StrictMode);
  expect(current().room).toMatchObject({ memberCount: 1, error: null, messages: [] });
  server.io.to("tea").emit("message", { id: "1", room: "tea", content: "one", type: "text" });
  server.io.emit("message", { id: "2", room: "coffee", content: "elsewhere", type: "text" });
  await eventually(() => expect(contents()).toEqual(["one"]));
  expect(server.io.of("/").adapter.rooms.get("tea")?.size).toBe(1);

  hook.rerender({ room: "coffee" });
  expect(current().room).toMatchObject({ isJoined: false, messages: [], memberCount: null });
  await eventually(() => expect(current().room.isJoined).toBe(true));
  await eventually(() => expect(server.io.of("/").adapter.rooms.has("tea")).toBe(false));
});

test("what is said is there at once, and once", async () => {
  const { current } = await mounted();
  let sending: Promise<unknown> | undefined;
  act(() => void (sending = current().room.send("hello")));
  expect(current().room.messages).toMatchObject([{ content: "hello", status: "sending" }]);
  await act(async () => void (await sending));
  await eventually(() =>
    expect(current().room.messages).toMatchObject([{ id: "id 1", from: "ann", content: "hello", status: "sent" }]),
  );
});

test("what is refused has failed, with the reason, and can be sent again under its id", async () => {
  const heard: string[] = [];
  const { current } = await mounted({
    onMessage: (_socket, { clientId }, acknowledge) => {
      heard.push(clientId);
      acknowledge(
        heard.length === 1
          ? { success: false, id: "", timestamp: "", error: error("RATE_LIMIT_EXCEEDED") }
          : { success: true, id: "server's", timestamp: "then" },
      );
    },
  });
  await act(
    async () =>
      void (await current()
        .room.send({ content: "hello" })
        .catch(() => undefined)),
  );
  const [message] = current().room.messages;
  expect(message).toMatchObject({ status: "failed", error: { code: "RATE_LIMIT_EXCEEDED" } });
  await act(async () => void (await current().room.send({ content: "hello", clientId: message?.id ?? "" })));
  expect(current().room.messages).toMatchObject([{ id: "server's", status: "sent" }]);
  expect(new Set(heard).size).toBe(1);
});

test("after a reconnect the room is joined only when the server says so", async () => {
  const { server, current } = await mounted();
  const { socketId } = current().socket;
  act(() => server.io.engine.close());
  await eventually(() => expect(current().room.isJoined).toBe(false));
  await eventually(() => expect(current().socket).toMatchObject({ isConnected: true }));
  expect(current().socket.socketId).not.toBe(socketId);
  server.io.emit("room-joined", { success: true, room: "tea", memberCount: 7 });
  await eventually(() => expect(current().room).toMatchObject({ isJoined: true, memberCount: 7 }));
});

test("people are known until another session begins, and are those of a recovered one", async () => {
  const { server, current } = await mounted({ connectionStateRecovery: {} });
  const names = () => [...current().presence.people].map(([name, { status: now }]) => `${name} ${now}`);
  server.io.emit("presence-update", status("bob", "online"));
  server.io.emit("presence-update", status("eve", "online"));
  server.io.emit("presence-update", status("eve", "away"));
  await eventually(() => expect(names()).toEqual(["bob online", "eve away"]));

  act(() => server.io.engine.close());
  await eventually(() => expect(current().socket.recovered).toBe(true));
  expect(names()).toEqual(["bob online", "eve away"]);

  act(() => current().socket.disconnect());
  act(() => current().socket.connect());
  await eventually(() => expect(current().socket.isConnected).toBe(true));
  expect(names()).toEqual([]);
  server.io.emit("presence-update", status("bob", "busy"));
  await eventually(() => expect(names()).toEqual(["bob busy"]));
});

test("typists are those of the room, until they stop, say something, or the connection is lost", async () => {
  const { server, current } = await mounted();
  const typing = (userId: string, isTyping = true, room: string | undefined = "tea") =>
    server.io.emit(isTyping ? "typing-start" : "typing-stop", { userId, room, isTyping, timestamp: "then" });
  const typists = () => current().typing.typists;
  ["bob", "eve", "bob"].forEach((name) => typing(name));
  typing("mia", true, "coffee");
  await eventually(() => expect(typists()).toEqual(["bob", "eve"]));
  typing("bob", false);
  await eventually(() => expect(typists()).toEqual(["eve"]));
  server.io.emit("message", { id: "1", room: "tea", from: "eve", content: "x", type: "text" });
  await eventually(() => expect(typists()).toEqual([]));
  typing("bob");
  await eventually(() => expect(typists()).toEqual(["bob"]));
  act(() => server.io.engine.close());
  await eventually(() => expect(current().socket.isReconnecting).toBe(true));
  await eventually(() => expect(current().socket.isConnected).toBe(true));
  expect(typists()).toEqual([]);
});

test("what was said before is asked for when the room is joined, if that is wanted", async () => {
  const server = await talkingServer();
  const asked: unknown[] = [];
  const before = {
    id: "0",
    room: "tea",
    from: "bob",
    content: "before",
    type: "text",
    timestamp: "2026-01-01T00:00:00.000Z",
  };
  server.io.on("connection", (socket) => {
    socket.on("room-history", (request, acknowledge) => {
      asked.push(request);
      acknowledge({ success: true, room: "tea", messages: [before] });
    });
  });
  const hook = renderHook(() => {
    const socket = useWebSocket({ url: server.url });
    return { kept: useRoom(socket, "tea", { history: 20 }), other: useRoom(socket, "coffee") };
  });
  onTestFinished(() => hook.unmount());
  await eventually(() => expect(hook.result.current.kept.isJoined && hook.result.current.other.isJoined).toBe(true));
  server.io.emit("room-joined", { success: true, room: "tea", memberCount: 1 });
  server.io.emit("room-joined", { success: true, room: "coffee", memberCount: 1 });
  await eventually(() =>
    expect(hook.result.current.kept.messages).toMatchObject([{ content: "before", status: "sent" }]),
  );
  expect(asked).toEqual([{ room: "tea", limit: 20 }]);
  expect(hook.result.current.other.messages).toEqual([]);
});
