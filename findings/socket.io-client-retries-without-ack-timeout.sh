#!/usr/bin/env bash
# What:     with `retries` and without `ackTimeout`, the client sends an event that the server acknowledged again until all
#           retries are used up, and an event that is not acknowledged holds up all later ones for ever.
# Versions: socket.io-client 4.8.4, socket.io 4.8.4.
# Surprise: one expects "at least once, and no more after the acknowledgement". But only with a time-out does the client put
#           `null` in front of the answer; without one, what the server answers (or `undefined`) is taken for an error.
#           And without a time-out nothing ever ends the wait for an acknowledgement, so nothing is retried in that case.
# Follows:  never set `retries` alone: `retries` and `ackTimeout` go together. Handlers on the server must bear repetitions.
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
const server = createServer();
const io = new Server(server);
const received = {};
const count = (name) => (received[name] = (received[name] ?? 0) + 1);
io.on("connection", (socket) => {
  socket.on("order", (acknowledge) => { count("order"); acknowledge("stored"); });
  socket.on("unanswered", () => count("unanswered"));
  socket.on("later", (acknowledge) => { count("later"); acknowledge("stored"); });
});
const url = `http://127.0.0.1:${await listen(server)}`;

async function send(options) {
  for (const name in received) delete received[name];
  const client = connect(url, { transports: ["websocket"], forceNew: true, retries: 2, ...options });
  client.on("connect_error", (error) => console.log(error.message));
  for (const name of ["order", "unanswered", "later"]) client.emit(name);
  await sleep(4_000);
  client.disconnect();
  return ["order", "unanswered", "later"].map((name) => `${name} ${received[name] ?? 0}`).join(", ");
}

console.log("How often the server gets each of three events; `order` and `later` are acknowledged at once.");
const both = await send({ ackTimeout: 500 });
console.log(`retries 2, ackTimeout 500: ${both}`);
const alone = await send({});
console.log(`retries 2 alone: one expects that order and later come once. Seen: ${alone}`);
process.exit(both === "order 1, unanswered 3, later 1" && alone === "order 3, unanswered 1, later 0" ? 0 : 1);
JS
timeout 60 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
