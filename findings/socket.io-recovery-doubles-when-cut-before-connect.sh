#!/usr/bin/env bash
# What:     A client whose recovery is itself cut off, after the missed events and before the answer to its CONNECT, gets
#           those events twice, though both the server and `recovered` say that all is well.
# Versions: socket.io 4.8.4 with connectionStateRecovery, socket.io-client 4.8.4, ws 8.18.0 (a proxy that cuts).
# Surprise: recovery is there for connections that break, and the offset of an event is meant to keep it from coming twice.
# Cause:    the server sends what was missed before its CONNECT. The client keeps events that come before the CONNECT in a
#           buffer, which outlives the connection, and takes their offsets only when it hands them on. So it asks for them
#           again, and hands on both.
# Follows:  handlers must bear an event twice, or the server sends the CONNECT first, which clients understand as well.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  socket.io@4.8.4 socket.io-client@4.8.4 ws@8.18.0 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { WebSocket, WebSocketServer } from "ws";
const version = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const once = (emitter, event) => new Promise((done) => emitter.once(event, done));

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
const io = new Server(server, { connectionStateRecovery: {} });
const target = await listen(server);

// The proxy. When it is told to, it lets the missed events through and cuts the connection in place of the CONNECT.
let cutAtConnect = false;
let latest;
const proxy = createServer();
new WebSocketServer({ server: proxy }).on("connection", (client, request) => {
  const upstream = new WebSocket(`ws://127.0.0.1:${target}${request.url}`);
  const waiting = [];
  latest = () => { client.terminate(); upstream.terminate(); };
  upstream.on("open", () => waiting.splice(0).forEach((text) => upstream.send(text)));
  client.on("message", (data) => upstream.readyState === WebSocket.OPEN ? upstream.send(`${data}`) : waiting.push(`${data}`));
  upstream.on("message", (data) => {
    if (cutAtConnect && `${data}`.startsWith("40{")) {
      cutAtConnect = false;
      setTimeout(latest, 100);
      return;
    }
    client.send(`${data}`);
  });
  client.on("close", () => upstream.terminate());
  upstream.on("error", () => {});
});
const port = await listen(proxy);

async function missed(cut) {
  const client = connect(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnectionDelay: 300, reconnectionDelayMax: 300 });
  const heard = [];
  client.on("n", (number) => heard.push(number));
  await once(client, "connect");
  io.emit("n", 0);
  await sleep(200);
  cutAtConnect = cut;
  latest();
  await once(client, "disconnect");
  [1, 2, 3].forEach((number) => io.emit("n", number));
  await once(client, "connect");
  await sleep(500);
  const recovered = client.recovered;
  client.disconnect();
  console.log(`${cut ? "cut again before the CONNECT" : "cut once"}: heard ${heard.join()}, recovered ${recovered}`);
  return heard.join() + recovered;
}

const plain = await missed(false);
console.log("One expects the same when the first return is cut off, too:");
const doubled = await missed(true);
process.exit(plain === "0,1,2,3true" && doubled === "0,1,2,3,1,2,3true" ? 0 : 1);
JS
timeout 60 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
