#!/usr/bin/env bash
# What:     with the Redis streams adapter, a recovered client hears volatile broadcasts again that it has already heard.
# Versions: socket.io 4.8.4, @socket.io/redis-streams-adapter 0.3.1, redis 5.12.1; a Redis server of this machine.
# Surprise: a volatile event is one that may be lost; nobody expects it twice. The adapter writes volatile broadcasts to the
#           stream like all others, but the client gets them without an offset. So the client's offset stays at its last event
#           that is not volatile, and the replay begins there.
# Follows:  handlers of volatile events must bear repetitions, out of date ones, too (a cursor jumps back for a moment).
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
redis=
trap 'if [ -n "$redis" ]; then kill "$redis" && wait "$redis" || true; fi; rm -rf "$work"' EXIT
cd "$work"
command -v redis-server > /dev/null || { echo "Cannot run here: no redis-server (Debian package of that name)."; exit 77; }
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  socket.io@4.8.4 socket.io-client@4.8.4 redis@5.12.1 @socket.io/redis-streams-adapter@0.3.1 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --dir "$work" > redis.log &
redis=$!
for _ in $(seq 50); do [ -S redis.sock ] && break; sleep 0.1; done
redis-server --version
cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createClient } from "redis";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { createAdapter } from "@socket.io/redis-streams-adapter";
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

console.log(["socket.io", "@socket.io/redis-streams-adapter", "redis"].map(version).join(", "), "Node", process.version);
const redis = createClient({ socket: { path: process.argv[2] } });
await redis.connect();
const server = createServer();
const io = new Server(server, { adapter: createAdapter(redis), connectionStateRecovery: { maxDisconnectionDuration: 60_000 } });
const client = connect(`http://127.0.0.1:${await listen(server)}`, { transports: ["websocket"], reconnectionDelay: 300 });
const connected = () => new Promise((done) => client.once("connect", done));
const heard = [];
client.on("news", () => heard.push("news"));
client.on("cursor", ({ x }) => heard.push(`cursor ${x}`));
await connected();
await sleep(200);

io.emit("news", 1);
await sleep(200);
for (const x of [1, 2]) {
  io.volatile.emit("cursor", { x });
  await sleep(200);
}
const before = heard.splice(0).join(", ");
client.io.engine.close();
await connected();
await sleep(500);
const after = heard.join(", ");
console.log(`before the interruption: ${before}`);
console.log(`recovered ${client.recovered}; nothing was sent meanwhile, so one expects nothing. Heard: ${after}`);
process.exit(client.recovered && before === "news, cursor 1, cursor 2" && after === "cursor 1, cursor 2" ? 0 : 1);
JS
timeout 60 node finding.mjs "$work/redis.sock" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
