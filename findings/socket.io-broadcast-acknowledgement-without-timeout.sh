#!/usr/bin/env bash
# What:     `io.emit(event, callback)` without `timeout()` fails after one millisecond, while `socket.emit(event, callback)`
#           waits for as long as it takes.
# Versions: socket.io 4.8.4, socket.io-client 4.8.4.
# Surprise: the same call on one socket has no time-out unless it is given one. For a broadcast the time-out that is not there
#           is handed to `setTimeout` as `undefined`, which is 1 ms: no client can answer in that time.
# Follows:  a broadcast that wants acknowledgements always names its time: `io.timeout(5000).emit(event, callback)`.
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
const client = connect(`http://127.0.0.1:${await listen(server)}`, { transports: ["websocket"] });
// The client thinks for a moment before it answers.
client.on("question", (answer) => setTimeout(answer, 300, "yes"));
await new Promise((done) => client.once("connect", done));
await sleep(200);
const [socket] = io.sockets.sockets.values();

async function ask(name, emit) {
  const started = performance.now();
  const outcome = await new Promise((done) => emit((...answer) => done(answer)));
  const took = Math.round(performance.now() - started);
  const [error, answers] = outcome;
  const how = error instanceof Error ? `error "${error.message}"` : "answered";
  console.log(`${name}: ${how}, ${JSON.stringify(answers ?? error)}, ${took} ms`);
  return { failed: error instanceof Error, took };
}

const one = await ask("socket.emit(event, callback)", (callback) => socket.emit("question", callback));
const timed = await ask("io.timeout(2000).emit(event, callback)", (callback) => io.timeout(2_000).emit("question", callback));
console.log("One expects that the next one waits, too, like the first:");
const all = await ask("io.emit(event, callback)", (callback) => io.emit("question", callback));
process.exit(!one.failed && !timed.failed && all.failed && all.took < 200 ? 0 : 1);
JS
timeout 60 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
