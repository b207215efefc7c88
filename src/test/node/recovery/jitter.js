import assert from "node:assert/strict";
import { seeded } from "../storm/seeded.js";
import { within } from "../waiting.js";
import { connect, join, member, say, sleep, until } from "./support.js";
import { verdictOn } from "./verdict.js";

const MEMBERS = 10;
const MESSAGES = 300;
const GAP = 20;
/**
 * Longer than a server needs for what it still has, and than a connection is silent before a client gives it up: the servers of
 * these tests send a ping every 3 s, and a client waits another 6 s for it. One whose WebSocket breaks in the middle of its
 * upgrade neither polls nor sends until then, see `findings/socket.io-client-deaf-when-cut-during-upgrade.sh`.
 */
const SILENCE = 12_000;
/** A stock client whose attempt to connect hangs gives it up after 20 s. */
const BACK = 60_000;

/** What a client that is not back is waiting for. */
function stateOf({ io: manager }) {
  const { readyState, upgrading, transport } = manager.engine;
  return JSON.stringify({
    manager: manager._readyState,
    reconnecting: manager._reconnecting,
    engine: readyState,
    upgrading,
    transport: transport?.name,
    transportState: transport?.readyState,
    polling: transport?._polling,
    writable: transport?.writable,
  });
}

async function cutAgainAndAgain(record, { isOver, back, away, there, random }) {
  await sleep(random(there()));
  while (!isOver()) {
    record.cuts++;
    record.link.lead(back[record.cuts % back.length]);
    await record.link.offline(away());
    const since = performance.now();
    await until(() => record.socket.connected, () => `${record.name} is back; ${stateOf(record.socket)}`, BACK);
    record.longest = Math.max(record.longest, performance.now() - since);
    await sleep(there());
  }
}

/**
 * How long a returning member waits for what it has missed: from its CONNECT until it has the last message that had been
 * acknowledged before. Who is not recovered joins again.
 */
function watch(record, room) {
  let asked;
  let awaited;
  const has = new Set();
  record.replays = [];
  record.socket.io.on("open", () => {
    asked = performance.now();
    awaited = room.said.findLast((content) => !has.has(content));
  });
  record.socket.on("message", ({ content }) => {
    has.add(content);
    if (content === awaited) {
      record.replays.push(performance.now() - asked);
      awaited = undefined;
    }
  });
  record.socket.on("connect", () => record.socket.recovered || record.socket.emit("join-room", { room: room.name }));
}

async function sender(url, name, rooms) {
  const socket = await connect(url, name, { transports: ["websocket"] });
  for (const room of rooms) {
    await join(socket, room.name);
  }
  return socket;
}

async function talk(senders, rooms, messages) {
  const begun = performance.now();
  for (let i = 0; i < messages; i++) {
    const room = rooms[i % rooms.length];
    const from = Math.floor(i / rooms.length) % senders.length;
    const content = `${from}/${i}`;
    const answer = await within(say(senders[from], room.name, content), "acknowledgement");
    assert.equal(answer.success, true);
    room.said.push(content);
    await sleep(Math.max(0, begun + (i + 1) * GAP - performance.now()));
  }
}

/** Waits until everybody has everything, or nothing comes any more. */
async function untilAllIsHeard(members) {
  const count = () => members.reduce((sum, { heard }) => sum + heard.length, 0);
  const isComplete = () => members.every(({ heard, room }) => heard.length >= room.said.length);
  let before = count();
  let since = performance.now();
  while (!isComplete() && performance.now() - since < SILENCE) {
    await sleep(100);
    if (count() !== before) {
      before = count();
      since = performance.now();
    }
  }
  await sleep(300);
}

/**
 * Members of rooms are cut off at random while messages are sent there.
 *
 * @param servers `first`: of the members; `senders`: those of the senders, who take turns; `back`: those to which members come back
 *   in turn
 * @param names of the rooms
 * @param options `members`: of each room; `away`, `there`: for how many milliseconds somebody is away, and is there in between
 * @returns what became of it, see {@link verdictOn}
 */
export async function shake({ first, senders, back }, names, transports, options) {
  const { members: count, messages } = options;
  const rooms = names.map((name) => ({ name, said: [] }));
  const sending = await Promise.all(senders.map((url, i) => sender(url, `${names[0]}-sender-${i}`, rooms)));
  const members = [];
  for (const room of rooms) {
    const some = Array.from({ length: count }, (_, i) => member(first, `${room.name}-${i}`, room.name, transports));
    for (const record of await Promise.all(some)) {
      watch(record, room);
      members.push(Object.assign(record, { room }));
    }
  }
  let over = false;
  const cutting = members.map((record) => cutAgainAndAgain(record, { ...options, isOver: () => over, back }));
  await talk(sending, rooms, messages);
  over = true;
  await Promise.all(cutting);
  await untilAllIsHeard(members);
  [...members.map(({ socket }) => socket), ...sending].forEach((socket) => socket.disconnect());
  return verdictOn(members);
}

/**
 * Members of a room are cut off at random while messages are sent to it: everything comes once and in order, and every return is
 * recovered.
 *
 * @param server of the members
 * @param senders the servers of the senders, who take turns
 * @param options `back`: the servers to which they come back in turn; `away`: for how many milliseconds they are away, otherwise by
 *   chance
 */
export async function jitter(t, server, senders, room, transports, options = {}) {
  const random = seeded(transports.join().length);
  const { back = [server], away = () => (random(2) === 0 ? random(2000) : 0) } = options;
  const there = () => 100 + random(900);
  const servers = { first: server, senders, back };
  const verdict = await shake(servers, [room], transports, { members: MEMBERS, messages: MESSAGES, away, there, random });
  t.diagnostic(`${transports}: ${verdict}`);
  verdict.assertNothingMissed();
  assert.ok(verdict.cuts >= MEMBERS * 2, `${verdict.cuts} cuts`);
  assert.ok(verdict.returns >= verdict.cuts / 2, `${verdict.returns} returns`);
}
