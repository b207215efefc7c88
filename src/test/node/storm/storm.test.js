import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createClient } from "redis";
import { Member } from "./member.js";
import { counter, inReach } from "./nodes.js";
import { seeded } from "./seeded.js";
import { quiet, storm } from "./storm.js";
import { verdict } from "./verdict.js";

const SEED = 20_261_123;
const MEMBERS = 300;
const ROOMS = 30;
const ROOMS_AT_FIRST = 3;
const STORM = 60_000;
/** How many connect at a time, lest a small machine is late for the last of them. */
const CROWD = 30;

const nodes = process.env.PARLEY_NODES.split(",");
const members = [];

/** All members, on the nodes by turns, each in some rooms. */
async function gather(random) {
  while (members.length < MEMBERS) {
    const names = Array.from({ length: CROWD }, (_, i) => members.length + i);
    const crowd = await Promise.all(names.map((number) => Member.connect(`user-${number}`, nodes[number % nodes.length])));
    members.push(...crowd);
    for (const member of crowd) {
      for (let i = 0; i < ROOMS_AT_FIRST; i++) {
        member.join(`room ${random(ROOMS)}`);
      }
    }
  }
  await quiet(members);
}

after(() => members.forEach((member) => member.close()));

test("everybody hears what is said where they are, once and in order, whatever becomes of the way to Redis", async (t) => {
  const operator = createClient({ url: process.env.REDIS_URL });
  await operator.connect();
  t.after(() => operator.close());
  await Promise.all(nodes.map(inReach));
  const random = seeded(SEED);
  await gather(random);

  const { steps, kills } = await storm({ members, rooms: ROOMS, random, operator, milliseconds: STORM });
  await quiet(members);
  await Promise.all(nodes.map(inReach));

  const { failures, ...figures } = verdict({ members, kills });
  const killed = kills.map(({ begun, type, connections }) => `${Math.round(begun)} ${type} ${connections}`);
  t.diagnostic(`kills: ${killed.join(", ")}`);
  t.diagnostic(JSON.stringify({ steps, ...figures }));

  assert.deepEqual(members.flatMap(({ troubles }) => troubles).slice(0, 20), []);
  assert.deepEqual(failures.slice(0, 20), [], `${failures.length} failures, of which these are the first`);
  // Of each node at least its subscriber, or its publisher.
  kills.forEach((kill) => assert.ok(kill.connections >= nodes.length, `${kill.connections} connections are killed`));
  for (const node of nodes) {
    assert.equal(await counter(node, "parley_redis_messages_malformed_total"), 0, node);
    assert.ok((await counter(node, "parley_redis_resubscriptions_total")) >= kills.length / 2, node);
  }
  assert.ok(kills.length >= 7, `${kills.length} kills`);
  assert.ok(steps >= 3000, `${steps} steps`);
  assert.ok(figures.messages >= 2000, `${figures.messages} messages`);
  assert.ok(figures.owed >= 20_000, `${figures.owed} owed`);
  assert.ok(figures.owedAcross >= 5000, `${figures.owedAcross} owed across nodes`);
});
