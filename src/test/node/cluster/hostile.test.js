// Generated input at the two servers of Parley in a cluster with two of Node: these never throw, and the cluster goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { Grammar } from "../grammar/grammar.js";
import { portion, SEED } from "../grammar/portion.js";
import { next, within } from "../waiting.js";
import { Peers } from "./peers.js";

const { PARLEY_A, PARLEY_B } = process.env;
const MILLISECONDS = 5000;
const OPERATIONS = ["emit", "emit", "emit", "emitWithAck", "fetch", "join", "leave", "enter", "allRooms", "tell", "ask"];

const peers = new Peers();
const servers = [PARLEY_A, PARLEY_B];

before(async () => {
  servers.push((await peers.start("node-redis", "redis")).url, (await peers.start("node-ioredis", "ioredis")).url);
});

after(() => peers.end());

async function connect(server) {
  const socket = io(`${server}/cluster`, { forceNew: true, transports: ["websocket"] });
  await next(socket, "connect");
  return socket;
}

/** What a server is told to do with what has been generated. */
function command(grammar) {
  const op = grammar.one(OPERATIONS);
  const rooms = () => `[${grammar.several(2, () => grammar.string()).join(",")}]`;
  const fields = [`"op":"${op}"`, `"event":"${grammar.one(["e", "message", "x y", "€"])}"`, `"args":[${grammar.several(3, () => grammar.json()).join(",")}]`,
    `"names":${rooms()}`, `"timeout":200`, `"what":${grammar.json()}`];
  if (op === "enter" || grammar.chance(50)) {
    fields.push(`"rooms":${rooms()}`);
  }
  return `42/cluster,${grammar.below(1000)}["command",{${fields.join(",")}}]`;
}

/** A client that has joined the namespace, says some things, and goes. */
async function attempt(seed) {
  const grammar = new Grammar(seed);
  const url = new URL("/socket.io/?EIO=4&transport=websocket", grammar.one([PARLEY_A, PARLEY_B]).replace("http", "ws"));
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => { socket.once("close", resolve); });
  await Promise.race([new Promise((resolve) => { socket.once("message", resolve); }), closed]);
  const answered = new Promise((resolve) => { socket.on("message", resolve); });
  socket.send("40/cluster,");
  await Promise.race([answered, closed]);
  for (let i = 0; i < 1 + grammar.below(8) && socket.readyState === WebSocket.OPEN; i++) {
    socket.send(grammar.chance(85) ? command(grammar) : grammar.mutated(command(grammar)));
    await Promise.race([new Promise((resolve) => { setTimeout(resolve, grammar.below(20)); }), closed]);
  }
  socket.terminate();
  peers.assertLive();
}

// Bad input: 77
test("generated input ends no server of Node, and everybody still hears everybody", { timeout: 60_000 }, async (t) => {
  const witnesses = await Promise.all(servers.map(connect));
  t.after(() => witnesses.forEach((socket) => socket.disconnect()));

  const all = await portion(attempt, MILLISECONDS);

  peers.assertLive();
  for (const by of witnesses) {
    const event = `after-${SEED}-${by.id}`;
    const heard = Promise.all(witnesses.map((socket) => next(socket, event)));
    const answer = await within(by.emitWithAck("command", { op: "emit", event, args: [1] }), event);
    assert.ok(!answer?.failure, answer?.failure);
    await heard;
  }
  peers.assertLive();
  t.diagnostic(`FUZZ_SEED=${SEED}, ${all} clients`);
});
