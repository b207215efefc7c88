#!/usr/bin/env bash
# What:     a client whose WebSocket breaks between the answer to its probe and its upgrade stays "connected" and is deaf and mute
#           until its connection has been silent for pingInterval + pingTimeout: it neither polls nor sends any more.
# Versions: socket.io 4.8.4, socket.io-client 4.8.4 (engine.io-client 6.6.4).
# Surprise: the polling connection of such a client is whole, and a probe that fails before its answer costs nothing.
# Cause:    when the answer has come, the client pauses its polling, and upgrades when the poll under way has ended. If the WebSocket
#           is lost meanwhile, the upgrade is given up, but nobody ends the pause, nor the state in which what is sent has to wait.
# Follows:  short heartbeats where connections break often; a test that cuts clients must wait that long before it misses something.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  socket.io@4.8.4 socket.io-client@4.8.4 engine.io-client@6.6.4 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
const version = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const once = (emitter, event) => new Promise((done) => emitter.once(event, done));
const SILENCE = 2_000 + 3_000;

console.log(version("socket.io"), version("socket.io-client"), version("engine.io-client"), "Node", process.version);
const server = createServer();
const io = new Server(server, { pingInterval: 2_000, pingTimeout: 3_000 });
let port;
do {
  // Below the range from which the kernel takes ports for outgoing connections.
  port = 20000 + Math.floor(Math.random() * 12768);
} while (!(await new Promise((done) => {
  server.once("error", () => done(false));
  server.listen(port, "127.0.0.1", () => done(true));
})));

// The server answers the probe and then says "upgrading". `cutAt` tells which WebSocket breaks, and when.
let cutAt = "never";
io.engine.on("connection", (session) => session.on("upgrading", (candidate) => {
  if (cutAt === "after the answer") {
    // The poll under way is ended by the server after some 100 ms; until then the client waits with its upgrade.
    setTimeout(() => candidate.socket.terminate(), 30);
  }
}));
const requests = { poll: 0 };
server.on("request", (request) => { requests.poll += request.method === "GET" ? 1 : 0; });
io.on("connection", (socket) => {
  const timer = setInterval(() => socket.emit("tick"), 100);
  socket.on("disconnect", () => clearInterval(timer));
});

async function watch(when) {
  cutAt = when;
  const client = connect(`http://127.0.0.1:${port}`, { forceNew: true, reconnection: false });
  const begun = performance.now();
  let ticks = 0;
  let last = begun;
  client.on("tick", () => { ticks++; last = performance.now(); });
  await once(client, "connect");
  const ended = once(client, "disconnect").then((reason) => ({ reason, deaf: Math.round(performance.now() - last) }));
  await sleep(1_500);
  const before = { ticks, polls: requests.poll };
  await sleep(1_500);
  const after = { ticks: ticks - before.ticks, polls: requests.poll - before.polls, connected: client.connected };
  if (when === "never") {
    client.close();
    return { ...after, transport: client.io.engine?.transport?.name };
  }
  return { ...after, ...(await ended) };
}

const whole = await watch("never");
const cut = await watch("after the answer");
console.log("In 1.5 s, of an event every 100 ms. One expects some 15 in both cases: the second client could go on polling.");
console.log("Seen, nothing cut:              ", JSON.stringify(whole));
console.log("Seen, cut after the answer:     ", JSON.stringify(cut));
const asDescribed = whole.ticks > 5 && cut.ticks === 0 && cut.polls === 0 && cut.connected && cut.deaf > SILENCE / 2;
console.log(asDescribed ? "As described." : "Not as described: the behaviour has changed.");
io.close();
process.exit(asDescribed ? 0 : 1);
JS
node finding.mjs
