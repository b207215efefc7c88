import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { io } from "socket.io-client";
import { io as io45 } from "socket.io-client-4.5";
import io31 from "socket.io-client-3.1";
import { seeded } from "../storm/seeded.js";
import { tokenAt } from "../tokens.js";
import { next, within } from "../waiting.js";
import { Link } from "./link.js";

const SERVER = process.env.PARLEY_URL;
const MEMBERS = 10;
const MESSAGES = 300;
const GAP = 20;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const open = [];

async function connect(user, url, options = {}, factory = io) {
  const socket = factory(url, {
    forceNew: true,
    auth: { token: await tokenAt(SERVER, user) },
    reconnectionDelay: 50,
    reconnectionDelayMax: 150,
    ...options,
  });
  open.push(() => socket.disconnect());
  await within(
    new Promise((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    }),
    `connect of ${user}`,
  );
  return socket;
}

async function linked() {
  const link = await Link.to(SERVER);
  open.push(() => link.close());
  return link;
}

async function join(socket, room) {
  const answer = await within(socket.emitWithAck("join-room", { room }), "join");
  assert.equal(answer.success, true);
}

const say = (socket, room, content) => socket.emitWithAck("message", { room, content, type: "text" });

async function until(condition, what, milliseconds = 20_000) {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    assert.ok(performance.now() < end, `not within ${milliseconds} ms: ${what()}`);
    await sleep(20);
  }
}

before(() => assert.ok(SERVER, "PARLEY_URL"));
after(() => open.forEach((end) => end()));

/** A member behind a link of its own, which records what it hears and how it comes back. */
async function member(name, room, transports) {
  const link = await linked();
  const socket = await connect(name, link.url, { transports });
  const record = { name, link, socket, heard: [], returns: [], cuts: 0 };
  socket.on("message", ({ content }) => record.heard.push(content));
  socket.on("connect", () => record.returns.push(socket.recovered));
  await join(socket, room);
  return record;
}

async function cutAgainAndAgain(record, random, isOver) {
  await sleep(random(500));
  while (!isOver()) {
    record.cuts++;
    await record.link.offline(random(2) === 0 ? random(2000) : 0);
    await until(() => record.socket.connected, () => `${record.name} is back`);
    await sleep(100 + random(900));
  }
}

for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
  test(`over ${transports.join(" and ")}, members that are cut off hear everything once and in order`, async (t) => {
    const room = `jitter-${transports.join("-")}`;
    const random = seeded(transports.join().length);
    const sender = await connect(`${room}-sender`, SERVER, { transports: ["websocket"] });
    await join(sender, room);
    const members = [];
    for (let i = 0; i < MEMBERS; i++) {
      members.push(await member(`${room}-${i}`, room, transports));
    }
    let over = false;
    const cutting = members.map((record) => cutAgainAndAgain(record, random, () => over));
    const sent = [];
    for (let i = 0; i < MESSAGES; i++) {
      sent.push(`m${i}`);
      assert.equal((await within(say(sender, room, `m${i}`), "acknowledgement")).success, true);
      await sleep(GAP);
    }
    over = true;
    await Promise.all(cutting);
    await until(
      () => members.every(({ heard }) => heard.length >= MESSAGES),
      () => members.map(({ name, heard }) => `${name} heard ${heard.length}`).join(", "),
    );
    await sleep(300);
    const returns = members.flatMap((record) => record.returns);
    const cuts = members.reduce((sum, record) => sum + record.cuts, 0);
    t.diagnostic(`${transports}: ${cuts} cuts, ${returns.length} returns, ${returns.filter(Boolean).length} recovered`);
    for (const { name, heard } of members) {
      assert.deepEqual(heard, sent, name);
    }
    assert.ok(cuts >= MEMBERS * 2, `${cuts} cuts`);
    assert.ok(returns.length >= cuts / 2, `${returns.length} returns`);
    assert.deepEqual(returns.filter((recovered) => !recovered), []);
  });
}

test("a client that is back before the server knows takes its socket over, and nothing comes twice", async () => {
  const room = "half-dead";
  const sender = await connect("half-dead-sender", SERVER);
  await join(sender, room);
  const record = await member("half-dead-member", room, ["websocket"]);
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
  const watcher = await connect("watcher", SERVER);
  await join(watcher, room);
  const record = await member("flapping", room, ["websocket"]);
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
  const socket = await connect("leaver", SERVER);
  const id = socket.id;
  socket.disconnect();
  const again = next(socket, "connect");
  socket.connect();
  await again;
  assert.equal(socket.recovered, false);
  assert.notEqual(socket.id, id);
});

test("older clients hear one more argument, and whoever declines hears none", async () => {
  const room = "older";
  const sender = await connect("older-sender", SERVER);
  await join(sender, room);
  const counts = {};
  const listen = async (name, options, factory) => {
    const socket = await connect(name, SERVER, options, factory);
    socket.on("message", (...values) => (counts[name] = values.length));
    await new Promise((resolve) => socket.emit("join-room", { room }, resolve));
  };
  await listen("v4.8", {});
  await listen("v4.5", {}, io45);
  await listen("v3.1", {}, io31);
  await listen("declining", { query: { recovery: "false" } });
  await say(sender, room, "count");
  await until(() => Object.keys(counts).length === 4, () => JSON.stringify(counts));
  assert.deepEqual(counts, { "v4.8": 2, "v4.5": 2, "v3.1": 2, declining: 1 });
});
