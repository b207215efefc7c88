import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Peers } from "../cluster/peers.js";
import { shake } from "../recovery/jitter.js";
import { endAll } from "../recovery/support.js";
import { seeded } from "../storm/seeded.js";

const { PARLEY_NODES, MEMBERS, MESSAGES, TRANSPORTS } = process.env;
const ROOMS = 10;
/** Servers that have just been started are slow for a while, whatever they are. */
const WARM_UP = "warm-up";

const parley = PARLEY_NODES.split(",");
const node = [];
const peers = new Peers();

before(async () => {
  assert.ok(PARLEY_NODES && MEMBERS && MESSAGES && TRANSPORTS, "the environment");
  for (const name of parley.keys()) {
    node.push((await peers.start(`node-${name}`, "redis", "jitter/peer.js")).url);
  }
});
after(() => {
  endAll();
  peers.end();
});

/** All members begin at the first node; whoever comes back does so at the next one, where the others may be, too. */
async function shaken(servers, name, transports, milliseconds) {
  const rooms = Array.from({ length: ROOMS }, (_, i) => `${name}-${i}`);
  const random = seeded(ROOMS);
  const there = () => 1_000 + random(8_000);
  const options = { members: Number(MEMBERS), messages: Number(MESSAGES), away: () => milliseconds, there, random };
  return shake({ first: servers[0], senders: servers, back: servers }, rooms, transports, options);
}

async function sideBySide(t, name, transports, milliseconds) {
  const part = `${transports.join(" and ")}, away for ${milliseconds} ms`;
  const ours = await shaken(parley, `${name}-parley`, transports, milliseconds);
  t.diagnostic(`Parley, ${parley.length} of them, ${part}: ${ours}`);
  const theirs = await shaken(node, `${name}-node`, transports, milliseconds);
  t.diagnostic(`Node, ${node.length} of them, ${part}: ${theirs}`);
  ours.assertNothingMissed();
  assert.ok(ours.returns >= (Number(MEMBERS) * ROOMS) / 2, `${ours.returns} returns`);
  assert.ok(ours.replays.length > 0, "something was replayed");
}

test("once for nothing", (t) => sideBySide(t, WARM_UP, ["websocket"], 100));

for (const transports of TRANSPORTS.split(" ").map((names) => names.split("-"))) {
  for (const milliseconds of [100, 2000]) {
    test(`over ${transports.join(" and ")}, away for ${milliseconds} ms, nothing is missed`, (t) =>
      sideBySide(t, `${transports.join("-")}-${milliseconds}`, transports, milliseconds));
  }
}
