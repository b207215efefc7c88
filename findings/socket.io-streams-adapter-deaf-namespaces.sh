#!/usr/bin/env bash
# What:     with the Redis streams adapter and several streams, servers do not hear each other in some namespaces.
# Versions: socket.io 4.8.4, @socket.io/redis-streams-adapter 0.3.1, redis 5.12.1; a Redis server of this machine.
# Surprise: streamCount spreads the namespaces over the streams by the hash of their name. About half of all names have a
#           negative hash, and so has JavaScript's remainder: "/notifications" is appended to the stream "socket.io--3", which
#           nobody reads. Nothing is logged; the server's own clients get the event.
# Follows:  streamCount stays 1, or each namespace is tried with two servers.
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
const redis = await createClient({ socket: { path: process.argv[2] } }).connect();
const names = ["/chat", "/notifications"];
async function node() {
  const http = createServer();
  const io = new Server(http, { adapter: createAdapter(redis, { streamCount: 4 }) });
  names.forEach((name) => io.of(name));
  return { io, port: await listen(http) };
}
const [one, other] = [await node(), await node()];
await sleep(500);
const heard = [];
for (const name of names) {
  for (const [at, { port }] of Object.entries({ one, other })) {
    const client = connect(`http://127.0.0.1:${port}${name}`, { forceNew: true, transports: ["websocket"] });
    await new Promise((done) => client.once("connect", done));
    client.on("news", () => heard.push(`${name} at the ${at}`));
  }
}
for (const name of names) {
  one.io.of(name).emit("news", 1);
  await sleep(500);
}
const streams = (await redis.keys("*")).sort().join(", ");
console.log("one sends to everybody in both namespaces. Heard:", heard.sort().join(", "));
console.log("streams in Redis:", streams);
const expected = "/chat at the one, /chat at the other, /notifications at the one";
process.exit(heard.join(", ") === expected && streams === "socket.io--3, socket.io-3" ? 0 : 1);
JS
timeout 60 node finding.mjs "$work/redis.sock" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
