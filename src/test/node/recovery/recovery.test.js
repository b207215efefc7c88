import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { io as io45 } from "socket.io-client-4.5";
import io31 from "socket.io-client-3.1";
import { next } from "../waiting.js";
import { jitter } from "./jitter.js";
import { connect, endAll, join, member, say, sleep, until } from "./support.js";

const SERVER = process.env.PARLEY_URL;

before(() => assert.ok(SERVER, "PARLEY_URL"));
after(endAll);

for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
  test(`over ${transports.join(" and ")}, members that are cut off hear everything once and in order`, (t) =>
    jitter(t, SERVER, [SERVER], `jitter-${transports.join("-")}`, transports));
}

test("a client that is back before the server knows takes its socket over, and nothing comes twice", async () => {
  const room = "half-dead";
  const sender = await connect(SERVER, "half-dead-sender");
  await join(sender, room);
  const record = await member(SERVER, "half-dead-member", room, ["websocket"]);
  const id = record.socket.id;
  await say(sender, room, "before");
  await until(() => record.heard.length === 1, () => record.heard);
  record.link.freeze();
  await say(sender, room, "lost on the way");
  record.socket.io.engine.close();
  await until(() => record.returns.length === 1, () => "back");
  await say(sender, room, "after");
  await until(() => record.heard.length >= 3, () => record.heard);

  assert.deepEqual(record.heard, ["before", "lost on the way", "after"]);
  assert.deepEqual(record.returns, [true]);
  assert.equal(record.socket.id, id);
});

test("presence does not flap when a connection breaks, and a goodbye counts at once", async () => {
  const room = "presence";
  const watcher = await connect(SERVER, "watcher");
  await join(watcher, room);
  const record = await member(SERVER, "flapping", room, ["websocket"]);
  await sleep(300);
  const seen = [];
  watcher.on("presence-update", ({ userId, status }) => userId === "flapping" && seen.push(status));
  for (let i = 1; i <= 3; i++) {
    record.link.reset();
    await until(() => record.returns.length === i, () => "back");
  }
  await sleep(500);
  assert.deepEqual(seen, []);
  record.socket.disconnect();
  await until(() => seen.length === 1, () => "offline", 2000);
  assert.deepEqual(seen, ["offline"]);
});

test("who says goodbye is not recovered", async () => {
  const room = "goodbye";
  const watcher = await connect(SERVER, "goodbye-watcher");
  await join(watcher, room);
  const socket = await connect(SERVER, "leaver");
  await join(socket, room);
  const id = socket.id;
  let gone = false;
  watcher.on("presence-update", ({ userId, status }) => (gone ||= userId === "leaver" && status === "offline"));
  socket.disconnect();
  // The goodbye and the next CONNECT go over two connections, and the second may be faster.
  await until(() => gone, () => "offline");
  const again = next(socket, "connect");
  socket.connect();
  await again;
  assert.equal(socket.recovered, false);
  assert.notEqual(socket.id, id);
});

test("older clients hear one more argument, and whoever declines hears none", async () => {
  const room = "older";
  const sender = await connect(SERVER, "older-sender");
  await join(sender, room);
  const counts = {};
  const listen = async (name, options) => {
    const socket = await connect(SERVER, name, options);
    socket.on("message", (...values) => (counts[name] = values.length));
    await new Promise((resolve) => socket.emit("join-room", { room }, resolve));
  };
  await listen("v4.8", {});
  await listen("v4.5", { factory: io45 });
  await listen("v3.1", { factory: io31 });
  await listen("declining", { query: { recovery: "false" } });
  await say(sender, room, "count");
  await until(() => Object.keys(counts).length === 4, () => JSON.stringify(counts));
  assert.deepEqual(counts, { "v4.8": 2, "v4.5": 2, "v3.1": 2, declining: 1 });
});
