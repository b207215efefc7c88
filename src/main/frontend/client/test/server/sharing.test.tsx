import { render } from "@testing-library/react";
import { type ReactNode, StrictMode, useEffect } from "react";
import { type MessagePayload, useWebSocket, type UseWebSocketResult, WebSocketEvent } from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { mount } from "./mounted.js";
import { bystander, eventually, linkConnections, membersOf, parley, someone, tokenOf } from "./parley.js";

test("StrictMode mounts twice, and there is one socket and one listener", async () => {
  const [user, room] = [someone(), someone("room")];
  const witness = await bystander(room);
  const token = vi.fn(() => tokenOf(user));
  const onConnect = vi.fn();
  const received = vi.fn();
  function Component(): ReactNode {
    const { on, off, joinRoom, leaveRoom, isConnected } = useWebSocket({
      url: parley.url,
      userId: user,
      token,
      onConnect,
    });
    useEffect(() => {
      on(WebSocketEvent.MESSAGE, received);
      return () => off(WebSocketEvent.MESSAGE, received);
    }, [on, off]);
    useEffect(() => {
      void joinRoom({ room });
      return () => void leaveRoom({ room });
    }, [joinRoom, leaveRoom]);
    return isConnected ? "connected" : "not connected";
  }
  const page = render(<Component />, { wrapper: StrictMode });
  onTestFinished(() => page.unmount());

  await page.findByText("connected", {}, { timeout: 20_000 });
  await eventually(async () => expect(await membersOf(witness, room)).toBe(2));
  await witness.emitWithAck("message", { room, content: "one", type: "text" });
  await witness.emitWithAck("message", { room, content: "two", type: "text" });
  await eventually(() => expect(received.mock.calls.map(([{ content }]) => content)).toEqual(["one", "two"]));
  expect(token).toHaveBeenCalledTimes(1);
  expect(onConnect).toHaveBeenCalledTimes(1);
});

test("components share a socket, and each has its own rooms and listeners", async () => {
  const [user, shared, own] = [someone(), someone("shared"), someone("own")];
  const [inShared, inOwn] = [await bystander(shared), await bystander(own)];
  const token = vi.fn(() => tokenOf(user));
  const first = mount({ userId: user, token });
  const second = mount({ userId: user, token });
  await first.result.current.joinRoom({ room: shared });
  await second.result.current.joinRoom({ room: shared });
  await second.result.current.joinRoom({ room: own });
  const [heardByFirst, heardBySecond] = [vi.fn(), vi.fn()];
  first.result.current.on(WebSocketEvent.MESSAGE, heardByFirst);
  second.result.current.on(WebSocketEvent.MESSAGE, heardBySecond);

  expect(first.result.current.socketId).toBe(second.result.current.socketId);
  expect(token).toHaveBeenCalledTimes(1);
  expect(await membersOf(inShared, shared)).toBe(2);

  second.unmount();
  await eventually(async () => expect(await membersOf(inOwn, own)).toBe(1));
  expect(await membersOf(inShared, shared)).toBe(2);
  await inShared.emitWithAck("message", { room: shared, content: "still?", type: "text" });
  await eventually(() => expect(heardByFirst).toHaveBeenCalledTimes(1));
  expect(heardBySecond).not.toHaveBeenCalled();
  await expect(first.result.current.leaveRoom({ room: own })).rejects.toMatchObject({ code: "INVALID_ROOM" });

  first.unmount();
  await eventually(async () => expect(await membersOf(inShared, shared)).toBe(1));
});

test("a component that takes another one's place takes its socket over", async () => {
  const user = someone();
  const token = vi.fn(() => tokenOf(user));
  let current: UseWebSocketResult | undefined;
  function Component(): ReactNode {
    current = useWebSocket({ url: parley.url, userId: user, token });
    return null;
  }
  const page = render(<Component key="one" />);
  onTestFinished(() => page.unmount());
  await eventually(() => expect(current?.isConnected).toBe(true));
  const socketId = current?.socketId;
  page.rerender(<Component key="two" />);
  expect(current?.socketId).toBe(socketId);
  await current?.joinRoom({ room: someone("room") });
  expect(current?.socketId).toBe(socketId);
  expect(token).toHaveBeenCalledTimes(1);
});

test("other users have sockets of their own", async () => {
  const [ann, bob] = await Promise.all(
    ["ann", "bob"].map(async (name) => mount({ token: await tokenOf(someone(name)) })),
  );
  await eventually(() => expect(ann?.result.current.isConnected && bob?.result.current.isConnected).toBe(true));
  expect(ann?.result.current.socketId).not.toBe(bob?.result.current.socketId);
});

test("a component that goes while it connects leaves nothing behind", async () => {
  const user = someone();
  const before = await linkConnections();
  const onConnect = vi.fn();
  let give: (token: string) => void = () => undefined;
  const token = vi.fn(() => new Promise<string>((resolve) => (give = resolve)));
  const mounted = mount({ url: parley.linkUrl, userId: user, token, onConnect });
  await eventually(() => expect(token).toHaveBeenCalledTimes(1));
  await eventually(async () => expect(await linkConnections()).toBeGreaterThan(before));

  mounted.unmount();
  give(await tokenOf(user));

  await eventually(async () => expect(await linkConnections()).toBe(before));
  expect(onConnect).not.toHaveBeenCalled();
  await expect(mounted.result.current.joinRoom({ room: "late" })).rejects.toMatchObject({ code: "CONNECTION_ERROR" });
});

test("the latest callbacks are called, and the functions stay the same", async () => {
  const token = await tokenOf(someone());
  const [early, late] = [vi.fn(), vi.fn()];
  const { result, rerender } = mount({ token, onConnect: early, onDisconnect: early });
  const { on, off, joinRoom, sendMessage, connect, disconnect } = result.current;
  rerender({ url: parley.url, token, onConnect: late, onDisconnect: late });
  await eventually(() => expect(late).toHaveBeenCalledTimes(1));
  disconnect();
  expect(late).toHaveBeenCalledTimes(2);
  expect(early).not.toHaveBeenCalled();
  await eventually(() => expect(result.current.connectionState).toBe("disconnected"));
  expect(result.current).toMatchObject({ on, off, joinRoom, sendMessage, connect, disconnect });
});

test("the token comes from a component that is still there", async () => {
  const user = someone();
  const [gone, here] = [vi.fn(() => tokenOf(user)), vi.fn(() => tokenOf(user))];
  const first = mount({ userId: user, token: gone });
  await eventually(() => expect(first.result.current.isConnected).toBe(true));
  const second = mount({ userId: user, token: here });
  first.unmount();
  second.result.current.disconnect();
  second.result.current.connect();
  await second.result.current.joinRoom({ room: someone("room") });
  expect(gone).toHaveBeenCalledTimes(1);
  expect(here).toHaveBeenCalledTimes(1);
});

test("a listener can be added by a child, whose effects come first", async () => {
  const [user, room] = [someone(), someone("room")];
  const witness = await bystander(room);
  const received: MessagePayload[] = [];
  function Child({ socket }: { socket: UseWebSocketResult }): ReactNode {
    const { on, joinRoom } = socket;
    useEffect(() => {
      on(WebSocketEvent.MESSAGE, (message) => received.push(message));
      void joinRoom({ room });
    }, [on, joinRoom]);
    return null;
  }
  function Parent(): ReactNode {
    return <Child socket={useWebSocket({ url: parley.url, userId: user, token: () => tokenOf(user) })} />;
  }
  const page = render(<Parent />);
  onTestFinished(() => page.unmount());
  await eventually(async () => expect(await membersOf(witness, room)).toBe(2));
  await witness.emitWithAck("message", { room, content: "hello", type: "text" });
  await eventually(() => expect(received.map(({ content }) => content)).toEqual(["hello"]));
});

test("those who shared a room with the last component's user see the user go", async () => {
  const [user, room] = [someone(), someone("room")];
  const witness = await bystander(room);
  const seen = vi.fn();
  // A stock client's listener gets the offset of recovery, too.
  witness.on(WebSocketEvent.PRESENCE_UPDATE, (update) => seen(update));
  const only = mount({ userId: user, token: () => tokenOf(user) });
  await only.result.current.joinRoom({ room });
  await eventually(() =>
    expect(seen).toHaveBeenLastCalledWith(expect.objectContaining({ userId: user, status: "online" })),
  );

  only.unmount();

  await eventually(() =>
    expect(seen).toHaveBeenLastCalledWith(expect.objectContaining({ userId: user, status: "offline" })),
  );
});
