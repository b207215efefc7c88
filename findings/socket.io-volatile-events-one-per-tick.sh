#!/usr/bin/env bash
# What:     of several volatile events that the server sends in one turn of the event loop, a connected client that reads gets
#           only the first; of those sent in the `connection` handler it gets none.
# Versions: socket.io 4.8.4, socket.io-client 4.8.4, on WebSocket.
# Surprise: volatile is documented as "may be lost if the client is not ready to receive" (slow network, long polling). One
#           expects that an idle WebSocket on loopback is ready. But the transport counts as not writable from its first write
#           until the write's callback, and the CONNECT packet of the handshake is such a write.
# Follows:  one volatile event per turn at most: join what belongs together into one event. Nothing volatile as a greeting.
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
io.on("connection", (socket) => {
  socket.emit("event", "greeting");
  socket.volatile.emit("event", "volatile greeting");
});
const client = connect(`http://127.0.0.1:${await listen(server)}`, { transports: ["websocket"] });
const heard = [];
client.on("event", (name) => heard.push(name));
const listened = async () => { await sleep(400); return heard.splice(0).join(", "); };

await new Promise((done) => client.once("connect", done));
const greetings = await listened();
for (const number of [1, 2, 3]) io.emit("event", number);
const plain = await listened();
for (const number of [1, 2, 3]) io.volatile.emit("event", number);
const together = await listened();
for (const number of [1, 2, 3]) {
  io.volatile.emit("event", number);
  await sleep(50);
}
const apart = await listened();
console.log(`connection handler, one plain and one volatile event. One expects both. Heard: ${greetings}`);
console.log(`three plain events in one turn: ${plain}`);
console.log(`three volatile events in one turn. One expects 1, 2, 3. Heard: ${together}`);
console.log(`three volatile events, 50 ms apart: ${apart}`);
process.exit(greetings === "greeting" && plain === "1, 2, 3" && together === "1" && apart === "1, 2, 3" ? 0 : 1);
JS
timeout 60 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
