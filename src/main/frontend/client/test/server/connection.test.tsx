import { ParleyError, WebSocketErrorCode } from "@parley/client";
import { expect, test, vi } from "vitest";
import { mount } from "./mounted.js";
import { eventually, parley, someone, tokenOf } from "./parley.js";

test("connects, and says how it is", async () => {
  const onConnect = vi.fn();
  const onReconnect = vi.fn();
  const { result } = mount({ token: await tokenOf(someone()), onConnect, onReconnect });
  expect(result.current).toMatchObject({ connectionState: "connecting", isConnected: false, socketId: null });

  await eventually(() => expect(result.current.isConnected).toBe(true));

  expect(result.current).toMatchObject({ connectionState: "connected", isReconnecting: false, error: null });
  expect(result.current.socketId).toEqual(expect.any(String));
  await eventually(() => expect(result.current.latency).toBeGreaterThanOrEqual(0));
  expect(onConnect).toHaveBeenCalledTimes(1);
  expect(onReconnect).not.toHaveBeenCalled();
});

test("does not connect by itself when it shall not", async () => {
  const { result } = mount({ token: await tokenOf(someone()), autoConnect: false });
  expect(result.current.connectionState).toBe("disconnected");
  result.current.connect();
  await eventually(() => expect(result.current.isConnected).toBe(true));
});

test("ends by the application's will, and begins again", async () => {
  const onDisconnect = vi.fn();
  const { result } = mount({ token: await tokenOf(someone()), onDisconnect });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  const first = result.current.socketId;

  result.current.disconnect();
  await eventually(() => expect(result.current.connectionState).toBe("disconnected"));
  expect(result.current.socketId).toBeNull();
  expect(onDisconnect.mock.calls).toEqual([["io client disconnect"]]);
  await expect(result.current.joinRoom({ room: someone("room") })).rejects.toMatchObject({
    code: WebSocketErrorCode.CONNECTION_ERROR,
  });

  result.current.connect();
  await eventually(() => expect(result.current.isConnected).toBe(true));
  expect(result.current.socketId).not.toBe(first);
});

test("a token that is refused is an error with its code, and nothing follows until there is another one", async () => {
  const onError = vi.fn();
  const user = someone();
  const { result, rerender } = mount({ userId: user, token: "a.b.c", onError });

  await eventually(() => expect(result.current.connectionState).toBe("failed"));

  expect(result.current.error).toBeInstanceOf(ParleyError);
  expect(result.current.error?.code).toBe(WebSocketErrorCode.AUTHENTICATION_FAILED);
  expect(result.current.error?.message).not.toBe("");
  expect(onError.mock.calls).toEqual([[result.current.error]]);
  await expect(result.current.sendMessage({ content: "hi", type: "text" })).rejects.toBeInstanceOf(ParleyError);

  rerender({ url: parley.url, userId: user, token: await tokenOf(user), onError });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  expect(result.current.error).toBeNull();
});

test("a server that is not there is tried as often as allowed, and then it has failed", async () => {
  const onError = vi.fn();
  const { result } = mount({
    url: "http://127.0.0.1:9",
    token: "any",
    reconnectionAttempts: 2,
    reconnectionDelay: 20,
    ackTimeout: 100,
    onError,
  });
  const joining = result.current.joinRoom({ room: "anywhere" });
  await expect(joining).rejects.toMatchObject({ code: WebSocketErrorCode.CONNECTION_ERROR });
  await eventually(() => expect(result.current.connectionState).toBe("failed"));
  expect(onError.mock.calls.map(([error]) => error.code)).toEqual(Array(3).fill("CONNECTION_ERROR"));
});

test("an answer that does not come in time is a time-out", async () => {
  const { result } = mount({ url: "http://127.0.0.1:9", token: "any", reconnectionDelay: 5000, ackTimeout: 50 });
  await expect(result.current.joinRoom({ room: "anywhere" })).rejects.toMatchObject({
    name: "ParleyTimeoutError",
    message: "No answer to join-room within 50 ms.",
  });
});
