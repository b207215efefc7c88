import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { jitter } from "../recovery/jitter.js";
import { connect, endAll, join, member, say, until } from "../recovery/support.js";

const { PARLEY_A: A, PARLEY_B: B, REDIS_CONTROL: REDIS, WIRE } = process.env;

before(() => assert.ok(A && B && REDIS && WIRE, "PARLEY_A, PARLEY_B, REDIS_CONTROL, WIRE"));
after(endAll);

async function redis(state) {
  const answer = await fetch(`${REDIS}${state}`, { method: "POST" });
  assert.equal(answer.status, 204);
}

/** Whether a node is connected to Redis, or is not. */
async function untilRedisIs(connected, node) {
  const isSo = async () => {
    const ready = await (await fetch(`${node}/ready`)).json();
    return ready.websocket.redis.connected === connected;
  };
  let so = false;
  await until(
    () => {
      isSo().then((now) => (so ||= now));
      return so;
    },
    () => `Redis ${connected ? "is there" : "is away"} for ${node}`,
  );
}

for (const transports of [["websocket"], ["polling", "websocket"]]) {
  test(`over ${transports.join(" and ")}, members that return to their node miss nothing of either node`, (t) =>
    jitter(t, A, [A, B], `nodes-${transports.join("-")}`, transports));
}

test("the only member of a room on its node gets what another node has sent meanwhile", async () => {
  const sender = await connect(B, "lonely-sender");
  await join(sender, "lonely");
  const record = await member(A, "lonely-member", "lonely", ["websocket"]);
  const away = record.link.offline(1000);
  for (let i = 0; i < 5; i++) {
    await say(sender, "lonely", `m${i}`);
  }
  await away;
  await until(() => record.heard.length >= 5, () => record.heard);
  assert.deepEqual(record.heard, ["m0", "m1", "m2", "m3", "m4"]);
  assert.deepEqual(record.returns, [true]);
});

test("who returns to another node is recovered there by streams, and otherwise told", async () => {
  const sender = await connect(B, "elsewhere-sender");
  await join(sender, "elsewhere");
  const record = await member(A, "elsewhere-member", "elsewhere", ["websocket"]);
  const id = record.socket.id;
  record.link.lead(B);
  record.link.reset();
  await until(() => record.returns.length === 1, () => "back");
  assert.deepEqual(record.returns, [WIRE === "streams"]);
  assert.equal(record.socket.id === id, WIRE === "streams");
  await join(record.socket, "elsewhere");
  await say(sender, "elsewhere", "hello");
  await until(() => record.heard.length >= 1, () => record.heard);
  assert.deepEqual(record.heard, ["hello"]);
});

test("whoever may have missed something because Redis was away is told, and joins anew", async () => {
  const sender = await connect(B, "gap-sender");
  await join(sender, "gap");
  const record = await member(A, "gap-member", "gap", ["websocket"]);
  const id = record.socket.id;
  await say(sender, "gap", "before");
  await until(() => record.heard.length === 1, () => record.heard);
  record.link.hold();
  await redis("stop");
  await untilRedisIs(false, A);
  await untilRedisIs(false, B);
  await say(sender, "gap", "perhaps missed");
  await redis("restart");
  await untilRedisIs(true, A);
  await untilRedisIs(true, B);
  record.link.release();
  await until(() => record.returns.length === 1, () => "back");
  assert.deepEqual(record.returns, [false]);
  assert.notEqual(record.socket.id, id);
  await join(record.socket, "gap");
  await say(sender, "gap", "after");
  await until(() => record.heard.includes("after"), () => record.heard);
  record.link.reset();
  await until(() => record.returns.length === 2, () => "back again");
  assert.deepEqual(record.returns, [false, true]);
});
