import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { jitter } from "../recovery/jitter.js";
import { connect, endAll, join, member, say, sleep, until } from "../recovery/support.js";

const { PARLEY_A: A, PARLEY_B: B, PARLEY_C: C, CONTROL } = process.env;

before(() => assert.ok(A && B && C && CONTROL, "PARLEY_A, PARLEY_B, PARLEY_C, CONTROL"));
after(endAll);

async function control(action) {
  const answer = await fetch(`${CONTROL}${action}`, { method: "POST" });
  assert.equal(answer.status, 204);
}

/** The next connection of a member goes to another node. */
function moves(record, server) {
  record.link.lead(server);
  record.link.reset();
}

const back = (record, times) => until(() => record.returns.length >= times, () => `${record.name}: ${record.returns}`);
const heard = (record, count) => until(() => record.heard.length >= count, () => `${record.heard}`);

for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
  for (const milliseconds of [100, 2000]) {
    const name = `${transports.join("-")}-${milliseconds}`;
    test(`over ${transports.join(" and ")}, away for ${milliseconds} ms, each return to the other node`, (t) =>
      jitter(t, A, [A, B], `across-${name}`, transports, { back: [A, B], away: () => milliseconds }));
  }
}

test("a client keeps its id, its rooms and what was for it alone", async () => {
  const sender = await connect(B, "keeper");
  await join(sender, "kept");
  const record = await member(A, "kept-member", "kept", ["websocket"]);
  const id = record.socket.id;
  const direct = [];
  record.socket.on("direct-message", ({ content }) => direct.push(content));
  record.link.hold();
  await say(sender, "kept", "to all");
  record.link.lead(B);
  record.link.release();
  await back(record, 1);
  await heard(record, 1);
  assert.deepEqual([record.returns, record.socket.id, record.heard], [[true], id, ["to all"]]);
});

test("the secret of somebody else is good for nothing", async () => {
  const record = await member(A, "robbed", "robbery", ["websocket"]);
  const thief = await connect(B, "thief", { transports: ["websocket"] });
  thief._pid = record.socket._pid;
  thief.disconnect();
  thief._pid = record.socket._pid;
  const returned = new Promise((resolve) => thief.once("connect", resolve));
  thief.connect();
  await returned;
  assert.equal(thief.recovered, false);
  assert.notEqual(thief.id, record.socket.id);
  moves(record, B);
  await back(record, 1);
  assert.deepEqual(record.returns, [true]);
});

test("a node that is killed is no loss", async () => {
  const sender = await connect(B, "survivor");
  await join(sender, "killed");
  const members = [];
  for (const transports of [["websocket"], ["polling"], ["websocket"], ["polling", "websocket"]]) {
    members.push(await member(C, `killed-${members.length}`, "killed", transports));
  }
  const sent = [];
  const sayNext = async () => {
    sent.push(`m${sent.length}`);
    await say(sender, "killed", sent.at(-1));
  };
  for (let i = 0; i < 20; i++) {
    await sayNext();
  }
  const killed = control("kill");
  members.forEach((record, i) => record.link.lead(i % 2 === 0 ? A : B));
  for (let i = 0; i < 20; i++) {
    await sayNext();
    await sleep(10);
  }
  await killed;
  for (const record of members) {
    await back(record, 1);
    await heard(record, sent.length);
  }
  await sleep(300);
  for (const record of members) {
    assert.deepEqual(record.heard, sent, record.name);
    assert.deepEqual(record.returns, [true], record.name);
  }
});

test("what the nodes have read is not needed in the stream any more", async () => {
  const sender = await connect(B, "trimmer");
  await join(sender, "trimmed");
  const record = await member(A, "trimmed-member", "trimmed", ["websocket"]);
  await say(sender, "trimmed", "before");
  await heard(record, 1);
  record.link.hold();
  await say(sender, "trimmed", "missed");
  await control("trim");
  record.link.lead(B);
  record.link.release();
  await back(record, 1);
  await heard(record, 2);
  assert.deepEqual([record.returns, record.heard], [[true], ["before", "missed"]]);
});

test("when Redis has lost everything, a client is told", async () => {
  const sender = await connect(B, "flusher");
  await join(sender, "flushed");
  const record = await member(A, "flushed-member", "flushed", ["websocket"]);
  await say(sender, "flushed", "before");
  await heard(record, 1);
  record.link.hold();
  await control("flush");
  record.link.lead(B);
  record.link.release();
  await back(record, 1);
  assert.deepEqual(record.returns, [false]);
  await join(record.socket, "flushed");
  await say(sender, "flushed", "after");
  await until(() => record.heard.includes("after"), () => `${record.heard}`);
  moves(record, A);
  await back(record, 2);
  assert.deepEqual(record.returns, [false, true]);
});
