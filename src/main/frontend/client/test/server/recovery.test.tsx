import { createClient, WebSocketEvent } from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { mount } from "./mounted.js";
import { bystander, cutLink, eventually, membersOf, parley, restartServer, someone, tokenOf } from "./parley.js";

const TEST_TIME = 120_000;

test("finds a restarted server, with a new token, and is in its room again", { timeout: TEST_TIME }, async () => {
  const [user, room] = [someone(), someone("room")];
  const token = vi.fn(() => tokenOf(user));
  const onDisconnect = vi.fn();
  const onReconnect = vi.fn();
  const { result } = mount({ userId: user, token, onDisconnect, onReconnect, reconnectionDelay: 200 });
  await result.current.joinRoom({ room });
  const { socketId } = result.current;

  const restarted = restartServer();
  await eventually(() => expect(result.current.isReconnecting).toBe(true));
  expect(onDisconnect).toHaveBeenCalledTimes(1);
  expect(onDisconnect.mock.calls[0]?.[0]).toMatch(/^transport (close|error)$/);
  await restarted;
  await eventually(() => expect(result.current.isConnected).toBe(true));

  expect(result.current.socketId).not.toBe(socketId);
  expect(onReconnect).toHaveBeenCalledTimes(1);
  expect(onReconnect.mock.calls[0]?.[0]).toBeGreaterThan(0);
  const received = vi.fn();
  result.current.on(WebSocketEvent.MESSAGE, received);
  await result.current.sendMessage({ room, content: "back again", type: "text" });
  await eventually(() => expect(received.mock.calls[0]?.[0]).toMatchObject({ from: user, content: "back again" }));
});

/** In three rooms, of which one is left while there is no connection; tells what is joined again when there is one. */
async function roomsAfter(interrupt: () => Promise<void>) {
  const user = someone();
  const [hall, kitchen, garden, cellar] = ["hall", "kitchen", "garden", "cellar"].map(someone) as [
    string,
    string,
    string,
    string,
  ];
  const reconnected = vi.fn();
  const { result } = mount({
    url: parley.linkUrl,
    userId: user,
    token: () => tokenOf(user),
    reconnectionDelay: 200,
    onDisconnect: () => void result.current.leaveRoom({ room: kitchen }),
    onReconnect: () => reconnected(),
  });
  for (const room of [hall, kitchen, garden]) {
    await result.current.joinRoom({ room });
  }
  await result.current.joinRoom({ room: cellar });
  await result.current.leaveRoom({ room: cellar });
  expect(await membersOf(await bystander(kitchen), kitchen)).toBe(2);
  const joined = vi.fn();
  result.current.on(WebSocketEvent.ROOM_JOINED, joined);

  await interrupt();

  await eventually(() => expect(reconnected).toHaveBeenCalledTimes(1));
  await result.current.sendMessage({ room: garden, content: "and now?", type: "text" });
  const another = await bystander(hall);
  expect(await membersOf(another, hall)).toBe(2);
  await expect(result.current.sendMessage({ room: kitchen, content: "x", type: "text" })).rejects.toMatchObject({
    name: "ParleyError",
  });
  return { result, hall, garden, joined: joined.mock.calls.map(([{ room }]) => room) };
}

test("a cut network: one is still in the rooms, but not in one left meanwhile", async () => {
  const { result, joined } = await roomsAfter(cutLink);

  expect(result.current.recovered).toBe(true);
  expect(joined).toEqual([]);
});

test(
  "a server that knows nothing: rooms are joined again once each, in their order, but not one left meanwhile",
  {
    timeout: TEST_TIME,
  },
  async () => {
    const { result, hall, garden, joined } = await roomsAfter(restartServer);

    expect(result.current.recovered).toBe(false);
    expect(joined).toEqual([hall, garden]);
  },
);

test("what is asked for without a connection waits for it, and goes after the rooms", async () => {
  const user = someone();
  const room = someone("room");
  const client = createClient({ url: parley.linkUrl, token: () => tokenOf(user), reconnectionDelay: 100 });
  onTestFinished(() => client.disconnect());
  await client.joinRoom({ room });
  const lost = new Promise<void>((resolve) => {
    const unsubscribe = client.subscribe(() => {
      if (client.snapshot.connectionState === "reconnecting") {
        unsubscribe();
        resolve();
      }
    });
  });
  await cutLink();
  await lost;
  const receipt = await client.sendMessage({ room, content: "patience", type: "text" });
  expect(receipt.success).toBe(true);
});

test("a message in flight when the connection goes is repeated, and so is a join", async () => {
  const user = someone();
  const [room, other] = [someone("room"), someone("room")];
  const client = createClient({
    url: parley.linkUrl,
    token: () => tokenOf(user),
    reconnectionDelay: 100,
    messageQueueLimit: 200,
  });
  onTestFinished(() => client.disconnect());
  await client.joinRoom({ room });
  const cut = cutLink();
  // Keeps requests in flight until the cut takes effect.
  const outcomes: Promise<unknown>[] = [];
  const joins: Promise<unknown>[] = [];
  while (client.snapshot.connectionState === "connected") {
    outcomes.push(
      client.sendMessage({ room, content: "now?", type: "text" }).then(
        () => "sent",
        (error) => error.code,
      ),
    );
    joins.push(client.joinRoom({ room: other }).then(({ success }) => success));
    await new Promise((resolve) => setImmediate(resolve));
    if (outcomes.length > 150) {
      break;
    }
  }
  await cut;
  expect(new Set(await Promise.all(joins))).toEqual(new Set([true]));
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["sent"]));
});

test("the status that was set lasts over a reconnect", async () => {
  const user = someone();
  const room = someone("room");
  const witness = await bystander(room);
  const news = vi.fn();
  witness.on(WebSocketEvent.PRESENCE_UPDATE, ({ userId, status }) => userId === user && news(status));
  const { result } = mount({ url: parley.linkUrl, userId: user, token: () => tokenOf(user), reconnectionDelay: 100 });
  await result.current.joinRoom({ room });
  await result.current.updatePresence("busy", { until: "noon" });
  await eventually(() => expect(news).toHaveBeenLastCalledWith("busy"));
  news.mockClear();
  await cutLink();
  await eventually(() => expect(news.mock.calls.map(([status]) => status)).toContain("offline"));
  await eventually(() => expect(news).toHaveBeenLastCalledWith("busy"));
});
