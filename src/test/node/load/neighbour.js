// What a user over the limit does to another one. Against a node in development mode, with its default limits:
//
//   WEBSOCKET_PORT=4500 mvn -Prun                     (or server-config/payara-micro/run.sh with PARLEY_DEV_MODE=true)
//   node load/neighbour.js http://localhost:4500 [rounds]
//
// Bob asks about 10 times a second for an acknowledgement, which is what his own limit allows, and waits for each. In every second phase Eve, in a process of her
// own, sends events as fast as her connection takes them, and comes back as soon as she has been disconnected.
import { fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { tokenAt } from "../tokens.js";

const PHASE_SECONDS = 20;
const PAUSE_MS = 100;

/** Eve: counts what she sends and how often she is shown the door, until her parent ends her. */
async function flood(server) {
  const token = await tokenAt(server, "eve");
  const counts = { events: 0, disconnections: 0, refusedHandshakes: 0 };
  process.on("message", () => process.send(counts, () => process.exit()));
  for (;;) {
    await floodOnce(server, token, counts);
  }
}

function floodOnce(server, token, counts) {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
    let open = false;
    const send = () => {
      for (let i = 0; i < 100 && socket.readyState === WebSocket.OPEN && socket.bufferedAmount < 65536; i++) {
        socket.send('42["ping"]');
        counts.events++;
      }
      if (socket.readyState === WebSocket.OPEN) {
        setImmediate(send);
      }
    };
    socket.on("message", (data) => {
      const packet = data.toString();
      if (packet.startsWith("0{")) {
        socket.send(`40${JSON.stringify({ token })}`);
      } else if (packet.startsWith("40{")) {
        open = true;
        send();
      } else if (packet === "2") {
        socket.send("3");
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      counts[open ? "disconnections" : "refusedHandshakes"]++;
      resolve();
    });
  });
}

async function roundTrips(bob, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    await bob.timeout(10_000).emitWithAck("ping");
    times.push(performance.now() - start);
    await pause(PAUSE_MS);
  }
  return times.sort((a, b) => a - b);
}

function report(name, times, counts) {
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(2);
  const figures = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms of ${times.length}`;
  console.log(`${name.padEnd(6)} ${figures}${counts ? ` ${JSON.stringify(counts)}` : ""}`);
}

async function measure(server, rounds) {
  const bob = io(server, { auth: { token: await tokenAt(server, "bob") }, transports: ["websocket"] });
  await new Promise((resolve, reject) => bob.once("connect", resolve).once("connect_error", reject));
  await roundTrips(bob, PHASE_SECONDS / 2);
  for (let round = 0; round < rounds; round++) {
    report("alone", await roundTrips(bob, PHASE_SECONDS));
    const eve = fork(fileURLToPath(import.meta.url), [server, "flood"]);
    await pause(1000);
    const times = await roundTrips(bob, PHASE_SECONDS);
    const counts = new Promise((resolve) => eve.once("message", resolve));
    eve.send("end");
    report("flood", times, await counts);
  }
  bob.disconnect();
}

const [server, mode = "2"] = process.argv.slice(2);
await (mode === "flood" ? flood(server) : measure(server, Number(mode)));
