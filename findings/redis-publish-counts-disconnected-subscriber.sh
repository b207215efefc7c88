#!/usr/bin/env bash
# What:     PUBLISH answers 1 though its only subscriber gets nothing: the message is larger than the subscriber's output buffer
#           may be, so Redis disconnects the subscriber, and counts it nevertheless.
# Versions: Redis 7.0 (the Debian package), redis 5.12.1 (the Node client).
# Surprise: the answer is documented as the number of clients that the message was sent to, so 1 looks like "somebody has it".
#           The buffer is checked while the message is queued, the client is only marked, and the count goes on.
# Follows:  the answer is no acknowledgement. Whoever relies on pub/sub notices the subscriber's reconnection and treats what
#           was sent around it as lost, and keeps messages far below `client-output-buffer-limit pubsub` (32 MB by default).
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
  redis@5.12.1 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --dir "$work" > redis.log &
redis=$!
for _ in $(seq 50); do [ -S redis.sock ] && break; sleep 0.1; done
redis-server --version
cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createClient } from "redis";
const version = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

console.log(version("redis"), "Node", process.version);
const publisher = createClient({ socket: { path: process.argv[2] } });
const subscriber = createClient({ socket: { path: process.argv[2], reconnectStrategy: false } });
const lost = new Promise((done) => subscriber.on("error", (error) => done(error.message)));
await publisher.connect();
await subscriber.connect();
await publisher.configSet("client-output-buffer-limit", "pubsub 65536 0 0");
const heard = [];
await subscriber.subscribe("news", (message) => heard.push(message.length));

const small = await publisher.publish("news", "x".repeat(100));
await sleep(200);
console.log(`100 bytes: PUBLISH answers ${small}, received: ${heard.length}`);
const large = await publisher.publish("news", "x".repeat(200_000));
const reason = await Promise.race([lost, sleep(3_000)]);
console.log("200,000 bytes, limit 65,536. One expects 0, as nobody can get it, or an error.");
console.log(`PUBLISH answers ${large}, received: ${heard.length - 1}; the subscriber's connection: ${reason}`);
process.exit(small === 1 && large === 1 && heard.join() === "100" && reason ? 0 : 1);
JS
timeout 60 node finding.mjs "$work/redis.sock" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
