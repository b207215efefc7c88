#!/usr/bin/env bash
# What:     broadcasts in a namespace whose name has brackets, such as `/orders[eu]`, do not reach clients on other nodes.
# Versions: socket.io 4.8.4, @socket.io/redis-adapter 8.3.0, redis 5.12.1; a Redis server of this machine.
# Surprise: the namespace works on each node, and the adapter reports no error. The adapter subscribes to a *pattern* that it
#           makes from the name (`socket.io#/orders[eu]#*`) and does not escape it: to Redis, `[eu]` is one letter, e or u.
# Follows:  no brackets in the names of namespaces that live on several nodes.
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
  socket.io@4.8.4 socket.io-client@4.8.4 redis@5.12.1 @socket.io/redis-adapter@8.3.0 > npm.log 2>&1 ||
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
import { Manager } from "socket.io-client"; // io(url) would take the brackets for those of an IPv6 address
import { createAdapter } from "@socket.io/redis-adapter";
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

async function redis() {
  const client = createClient({ socket: { path: process.argv[2] } });
  await client.connect();
  return client;
}

async function node() {
  const server = createServer();
  const io = new Server(server, { adapter: createAdapter(await redis(), await redis()) });
  return { io, url: `http://127.0.0.1:${await listen(server)}` };
}

console.log(["socket.io", "@socket.io/redis-adapter", "redis"].map(version).join(", "), "Node", process.version);
const nodes = [await node(), await node()];

// How many of two broadcasts of the first node arrive at a client of each node.
async function arrived(namespace) {
  for (const { io } of nodes) io.of(namespace);
  const counts = [0, 0];
  await Promise.all(nodes.map(({ url }, index) => new Promise((done) => {
    const client = new Manager(url, { transports: ["websocket"] }).socket(namespace);
    client.on("news", () => counts[index]++);
    client.on("connect", done);
    client.connect();
  })));
  await sleep(300);
  for (const number of [1, 2]) nodes[0].io.of(namespace).emit("news", number);
  await sleep(500);
  return `same node ${counts[0]}, other node ${counts[1]}`;
}

console.log("Two broadcasts. One expects each time: same node 2, other node 2");
let same = true;
for (const [namespace, known] of [["/orders-eu", "same node 2, other node 2"], ["/orders[eu]", "same node 2, other node 0"]]) {
  const seen = await arrived(namespace);
  console.log(`${namespace}: ${seen}`);
  same &&= seen === known;
}
process.exit(same ? 0 : 1);
JS
timeout 60 node finding.mjs "$work/redis.sock" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
