// A Socket.IO server of Node in a cluster, with the commands of the conformance application. Says its port on its
// standard output, and ends when its standard input does, or when something is thrown that nobody catches.
import { createServer } from "node:http";
import { createAdapter, createShardedAdapter } from "@socket.io/redis-adapter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { Server } from "socket.io";

const { REDIS_URL, REDIS_ADAPTER, PEER_NAME, PEER_CLIENT, PEER_SUBSCRIPTIONS } = process.env;

async function redisClients() {
  if (PEER_CLIENT === "ioredis") {
    const pub = new Redis(REDIS_URL);
    return [pub, pub.duplicate()];
  }
  const pub = createClient({ url: REDIS_URL });
  const sub = pub.duplicate();
  await Promise.all([pub.connect(), sub.connect()]);
  return [pub, sub];
}

const clients = await redisClients();
clients.forEach((client) => client.on("error", () => {}));
const http = createServer();
const adapters = {
  pubsub: () => createAdapter(...clients, { publishOnSpecificResponseChannel: PEER_CLIENT === "ioredis" }),
  sharded: () => createShardedAdapter(...clients, { subscriptionMode: PEER_SUBSCRIPTIONS }),
  streams: () => createStreamsAdapter(clients[0]),
};
const adapter = adapters[REDIS_ADAPTER]();
const io = new Server(http, { adapter, pingInterval: 5000, pingTimeout: 20_000 });
const namespace = io.of("/cluster");
const heard = [];

namespace.on("tell", (what) => heard.push(what));
namespace.on("ask", (what, answer) => answer({ server: PEER_NAME, echo: what }));

function audience({ rooms, except, local, volatile, timeout }) {
  let operator = rooms ? namespace.in(rooms) : namespace.except([]);
  operator = except ? operator.except(except) : operator;
  operator = local ? operator.local : operator;
  operator = volatile ? operator.volatile : operator;
  return timeout ? operator.timeout(timeout) : operator;
}

async function acknowledgements(promise) {
  try {
    return { timeout: false, responses: nulls(await promise) };
  } catch (error) {
    return { timeout: true, responses: nulls(error.responses) };
  }
}

const nulls = (values) => values.map((value) => value ?? null);

/** What a message needs that is no JSON. */
const dated = (args) => args.map((arg) => (arg && arg.$date ? new Date(arg.$date) : arg));

const operations = {
  enter: (command, socket) => socket.join(command.rooms),
  emit: (command) => audience(command).emit(command.event, ...dated(command.args)),
  emitWithAck: (command) => acknowledgements(audience(command).emitWithAck(command.event, ...command.args)),
  fetch: async (command) =>
    (await audience(command).fetchSockets()).map((socket) => ({
      id: socket.id,
      rooms: [...socket.rooms],
      data: socket.data,
      address: socket.handshake.address,
    })),
  join: (command) => audience(command).socketsJoin(command.names),
  leave: (command) => audience(command).socketsLeave(command.names),
  disconnect: (command) => audience(command).disconnectSockets(command.close),
  allRooms: async () => [...(await namespace.adapter.allRooms())],
  tell: (command) => namespace.serverSideEmit("tell", command.what),
  ask: async (command) => {
    try {
      return { missing: 0, responses: await namespace.serverSideEmitWithAck("ask", command.what) };
    } catch (error) {
      return { missing: 1, responses: error.responses };
    }
  },
  heard: () => heard,
};

/** These answer with something; the others with true. */
const ANSWERING = new Set(["emitWithAck", "fetch", "allRooms", "ask", "heard"]);

namespace.on("connection", (socket) => {
  socket.data.server = PEER_NAME;
  socket.on("command", async (command, answer) => {
    try {
      const result = await operations[command.op](command, socket);
      answer(ANSWERING.has(command.op) ? result : true);
    } catch (error) {
      answer({ failure: String(error) });
    }
  });
});

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
process.stdin.resume().on("end", () => process.exit(0));
