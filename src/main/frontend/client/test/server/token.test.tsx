import { WebSocketErrorCode } from "@parley/client";
import { expect, test, vi } from "vitest";
import { mount } from "./mounted.js";
import { eventually, parley, someone, tokenOf } from "./parley.js";

const LIFE = 4;

test("a function is asked again before its token expires, and the socket lives on", async () => {
  const user = someone();
  const token = vi.fn(() => tokenOf(user, { seconds: LIFE }));
  const onDisconnect = vi.fn();
  const onError = vi.fn();
  const { result } = mount({ userId: user, token, onDisconnect, onError });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  const connectedAt = Date.now();
  const first = result.current.socketId;
  expect(token).toHaveBeenCalledTimes(1);

  await eventually(() => expect(Date.now() - connectedAt).toBeGreaterThan(LIFE * 1000 + 1500));

  expect(token.mock.calls.length).toBeGreaterThanOrEqual(2);
  await result.current.joinRoom({ room: someone("room") });
  expect(result.current.socketId).toBe(first);
  expect(onDisconnect).not.toHaveBeenCalled();
  expect(onError).not.toHaveBeenCalled();
});

test("another string renews the live socket at once", async () => {
  const user = someone();
  const onDisconnect = vi.fn();
  const first = await tokenOf(user, { seconds: LIFE });
  const expiry = Date.now() + LIFE * 1000;
  const { result, rerender } = mount({ userId: user, token: first, onDisconnect });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  const { socketId } = result.current;

  rerender({ url: parley.url, userId: user, token: await tokenOf(user), onDisconnect });

  await eventually(() => expect(Date.now()).toBeGreaterThan(expiry + 1500));
  await result.current.joinRoom({ room: someone("room") });
  expect(result.current.socketId).toBe(socketId);
  expect(onDisconnect).not.toHaveBeenCalled();
});

test("a string that expires ends the connection with an error", async () => {
  const user = someone();
  const { result } = mount({ token: await tokenOf(user, { seconds: 2 }) });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  await eventually(() => expect(result.current.connectionState).toBe("failed"));
  expect(result.current.error?.code).toBe(WebSocketErrorCode.AUTHENTICATION_FAILED);
});

test("a function that has nothing new before the expiry is asked again after it", async () => {
  const user = someone();
  const old = await tokenOf(user, { seconds: 3 });
  const expiry = JSON.parse(atob(old.split(".")[1] ?? "")).exp * 1000;
  const onReconnect = vi.fn();
  const { result } = mount({
    userId: user,
    token: () => (Date.now() < expiry ? old : tokenOf(user)),
    onReconnect,
  });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  const { socketId } = result.current;
  await eventually(() => {
    expect(result.current.isConnected).toBe(true);
    expect(result.current.socketId).not.toBe(socketId);
  });
  expect(onReconnect).toHaveBeenCalledTimes(1);
});

test("a function that fails is an error, and is asked again", async () => {
  const user = someone();
  const onError = vi.fn();
  const token = vi.fn(() => tokenOf(user)).mockRejectedValueOnce(new Error("the token service is away"));
  const { result } = mount({ userId: user, token, onError, reconnectionDelay: 50 });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  expect(token).toHaveBeenCalledTimes(2);
  expect(onError).toHaveBeenCalledTimes(1);
  expect(onError.mock.calls[0]?.[0]).toMatchObject({
    code: WebSocketErrorCode.AUTHENTICATION_FAILED,
    cause: new Error("the token service is away"),
  });
});

test("the token of another user does not renew a connection", async () => {
  const user = someone();
  const onError = vi.fn();
  const { result, rerender } = mount({ userId: user, token: await tokenOf(user), onError });
  await eventually(() => expect(result.current.isConnected).toBe(true));
  rerender({ url: parley.url, userId: user, token: await tokenOf(someone("other")), onError });
  await eventually(() => expect(onError).toHaveBeenCalledTimes(1));
  expect(onError.mock.calls[0]?.[0].code).toBe(WebSocketErrorCode.AUTHORIZATION_FAILED);
  expect(result.current.isConnected).toBe(true);
});
