#!/usr/bin/env bash
# What:     with connection state recovery, a client that was away for a moment and missed nothing is not recovered if the last
#           event that it got is older than `maxDisconnectionDuration`.
# Versions: socket.io 4.8.4, socket.io-client 4.8.4 (adapter in memory). Takes 70 s: old packets are dropped once a minute.
# Surprise: the option is documented as the time that a client may be *away*. It also bounds the age of the client's last event:
#           the offset that the client names has to be among the packets that the server still has.
# Follows:  quiet clients lose their rooms and `socket.data` with each short interruption. An event of the application every so
#           often (less than the window) keeps them recoverable; a handler for `recovered === false` is needed in any case.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  socket.io@4.8.4 socket.io-client@4.8.4 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
const version = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// A server on loopback, on a free port below the range from which the kernel takes ports for outgoing connections.
async function listen(server) {
  for (let tries = 0; tries < 50; tries++) {
    const port = 20000 + Math.floor(Math.random() * 12768);
    const free = await new Promise((done) => {
      server.once("error", () => done(false));
      server.listen(port, "127.0.0.1", () => done(true));
    });
    if (free) return port;
  }
  throw new Error("no free port");
}

console.log(version("socket.io"), version("socket.io-client"), "Node", process.version);
const window = 5_000;
const server = createServer();
const io = new Server(server, { connectionStateRecovery: { maxDisconnectionDuration: window } });
const started = Date.now();
const url = `http://127.0.0.1:${await listen(server)}`;
const connected = (client) => new Promise((done) => client.once("connect", done));

async function open() {
  const client = connect(url, { transports: ["websocket"], reconnectionDelay: 200, reconnectionDelayMax: 200, forceNew: true });
  await connected(client);
  io.to(client.id).emit("welcome", 1);
  await sleep(100);
  return client;
}

// Away for a fraction of the window, and nothing is sent meanwhile.
async function interrupt(client) {
  const left = Date.now();
  client.io.engine.close();
  await connected(client);
  await sleep(200);
  console.log(`away for ${Date.now() - left - 200} ms of ${window}: recovered ${client.recovered}`);
  return client.recovered;
}

const quiet = await open();
console.log("A client that got its last event just now. Expected and seen:");
const recent = await interrupt(await open());
await sleep(started + 61_000 - Date.now());
console.log("A client that got its last event a minute ago, and missed none. One expects that it is recovered. Seen:");
const old = await interrupt(quiet);
process.exit(recent && !old ? 0 : 1);
JS
timeout 80 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
