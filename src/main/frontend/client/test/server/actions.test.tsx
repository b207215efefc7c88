import {
  createClient,
  MessageType,
  ParleyError,
  type ParleyClient,
  PresenceStatus,
  WebSocketErrorCode,
  WebSocketEvent,
} from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { bystander, eventually, parley, someone, tokenOf } from "./parley.js";

function client(user = someone(), onError?: (error: ParleyError) => void): ParleyClient {
  const made = createClient({ url: parley.url, token: () => tokenOf(user), onError });
  onTestFinished(() => made.disconnect());
  return made;
}

test("rooms and messages are answered", async () => {
  const [user, room] = [someone(), someone("room")];
  const { joinRoom, leaveRoom, sendMessage, on, off } = client(user);
  const [messages, joined] = [vi.fn(), vi.fn()];
  on(WebSocketEvent.MESSAGE, messages);
  on(WebSocketEvent.ROOM_JOINED, joined);
  expect(await joinRoom({ room, metadata: { topic: "tea" } })).toEqual({ success: true, room, memberCount: 1 });
  await eventually(() => expect(joined).toHaveBeenCalledTimes(1));
  const { id, timestamp } = await sendMessage({ from: user, room, content: "Hello!", type: MessageType.TEXT });
  const expected = { id, timestamp, from: user, room, content: "Hello!", type: "text" };
  await eventually(() => expect(messages.mock.calls).toEqual([[expected]]));

  off(WebSocketEvent.MESSAGE, messages);
  await sendMessage({ room, content: "unheard", type: "text" });
  expect(await leaveRoom({ room })).toEqual({ success: true, room });
  expect(messages).toHaveBeenCalledTimes(1);
});

test("a refusal is an error with the server's code, message and details", async () => {
  const onError = vi.fn();
  const { joinRoom, sendMessage } = client(someone(), onError);
  const refused = await joinRoom({ room: "  " }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ParleyError);
  expect(refused).toMatchObject({ code: WebSocketErrorCode.INVALID_ROOM, timestamp: expect.any(String) });
  await expect(sendMessage({ from: "the-boss", content: "x", type: "text" })).rejects.toMatchObject({
    code: WebSocketErrorCode.AUTHORIZATION_FAILED,
  });
  await expect(sendMessage({ content: 1 as never, type: "text" })).rejects.toMatchObject({
    code: WebSocketErrorCode.INVALID_MESSAGE,
    details: { field: "content" },
  });
  await eventually(() => expect(onError).toHaveBeenCalledTimes(3));
});

test("a refusal that nobody waits for is told by onError, and is no unhandled rejection", async () => {
  const onError = vi.fn();
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  onTestFinished(() => void process.off("unhandledRejection", unhandled));
  const { joinRoom } = client(someone(), onError);
  void joinRoom({ room: "" });
  await eventually(() => expect(onError).toHaveBeenCalledTimes(1));
  await joinRoom({ room: someone("room") });
  expect(unhandled).not.toHaveBeenCalled();
});

test("typing is told at most once a second, and its end only after a beginning", async () => {
  const [user, room] = [someone(), someone("room")];
  const witness = await bystander(room);
  const { joinRoom, startTyping, stopTyping, sendMessage } = client(user);
  await joinRoom({ room });
  const seen: boolean[] = [];
  witness.on(WebSocketEvent.TYPING_START, ({ isTyping }) => seen.push(isTyping));
  witness.on(WebSocketEvent.TYPING_STOP, ({ isTyping }) => seen.push(isTyping));
  stopTyping(room);
  startTyping({ room });
  startTyping(room);
  startTyping({ room });
  stopTyping({ room });
  stopTyping(room);
  await sendMessage({ room, content: "done", type: "text" });
  await eventually(() => expect(seen).toEqual([true, false]));
});

test("a status is told to others", async () => {
  const [user, room] = [someone(), someone("room")];
  const witness = await bystander(room);
  const { joinRoom, updatePresence } = client(user);
  const updates = vi.fn();
  witness.on(WebSocketEvent.PRESENCE_UPDATE, ({ userId, status, metadata }) => updates(userId, status, metadata));
  await joinRoom({ room });
  await eventually(() => expect(updates.mock.calls).toEqual([[user, "online", undefined]]));
  updates.mockClear();
  expect(await updatePresence(PresenceStatus.AWAY)).toEqual({ success: true });
  expect(await updatePresence("busy", { until: "noon" })).toEqual({ success: true });
  await eventually(() =>
    expect(updates.mock.calls).toEqual([
      [user, "away", undefined],
      [user, "busy", { until: "noon" }],
    ]),
  );
});

test("a fault in a callback harms nobody but itself", async () => {
  const fault = new Error("a fault of the application");
  const reported = new Promise((resolve) => process.once("uncaughtException", resolve));
  const made = createClient({
    url: parley.url,
    token: await tokenOf(someone()),
    onConnect: () => {
      throw fault;
    },
  });
  onTestFinished(() => made.disconnect());
  expect((await made.joinRoom({ room: someone("room") })).success).toBe(true);
  expect(await reported).toBe(fault);
});
