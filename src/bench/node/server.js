/*
 * Node's socket.io with an application that does the work of Parley's: verifies the token at connect, checks the
 * payload, stamps id, sender and time, sends to the room, acknowledges. With REDIS_URL it is one of several.
 *
 *   node --expose-gc server.js PORT PUBLIC_KEY_FILE ISSUER
 *
 * A line on standard input is answered with the memory that is live after a garbage collection, in bytes.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { importSPKI, jwtVerify } from "jose";
import { Server } from "socket.io";

const [port, keyFile, issuer] = process.argv.slice(2);
const key = await importSPKI(await readFile(keyFile, "utf8"), "RS256");

const TYPES = new Set(["text", "image", "file", "system", "notification"]);
const CONTROL = /\p{Cc}/u;
const MAX_ROOM = 128;
const MAX_METADATA = 4096;

class Refusal extends Error {
  constructor(code, message, field) {
    super(message);
    this.error = { code, message, details: field && { field }, timestamp: new Date().toISOString() };
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function requireObject(payload) {
  if (!isObject(payload)) {
    throw new Refusal("INVALID_MESSAGE", "The payload must be an object.");
  }
}

function requireRoomName(room) {
  if (typeof room !== "string" || room.length > MAX_ROOM || room.trim() === "" || CONTROL.test(room)) {
    throw new Refusal("INVALID_ROOM", "A room name has 1 to 128 characters.", "room");
  }
}

function requireMetadata(metadata) {
  if (metadata === undefined) {
    return;
  }
  if (!isObject(metadata) || Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA) {
    throw new Refusal("INVALID_MESSAGE", "metadata must be an object of at most 4096 bytes.", "metadata");
  }
}

function requireMessage(socket, payload) {
  requireObject(payload);
  requireRoomName(payload.room);
  if (typeof payload.content !== "string" || payload.content === "") {
    throw new Refusal("INVALID_MESSAGE", "content must be a text.", "content");
  }
  if (!TYPES.has(payload.type) || (payload.type === "system" && !socket.data.roles.includes("publisher"))) {
    throw new Refusal("INVALID_MESSAGE", "type is not allowed.", "type");
  }
  if (payload.from !== undefined && payload.from !== socket.data.user) {
    throw new Refusal("AUTHORIZATION_FAILED", "from must be your own user id.", "from");
  }
  requireMetadata(payload.metadata);
  if (!socket.rooms.has(payload.room)) {
    throw new Refusal("AUTHORIZATION_FAILED", "Only members may send to this room.", "room");
  }
}

/** Answers an event, or refuses it: in the acknowledgement, and as an event. */
function handler(socket, errorEvent, work) {
  return (payload, ack) => {
    const answer = typeof ack === "function" ? ack : () => {};
    try {
      answer(work(payload));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      socket.emit(errorEvent, refusal.error);
      answer({ success: false, error: refusal.error });
    }
  };
}

/** By which several of these are one, with the adapter that has the name of Parley's wire; loaded only then. */
async function redisAdapter(url) {
  const { createClient } = await import("redis");
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  if (REDIS_ADAPTER === "streams") {
    const { createAdapter } = await import("@socket.io/redis-streams-adapter");
    return createAdapter(publisher);
  }
  const { createAdapter, createShardedAdapter } = await import("@socket.io/redis-adapter");
  return REDIS_ADAPTER === "sharded" ? createShardedAdapter(publisher, subscriber) : createAdapter(publisher, subscriber);
}

const { REDIS_URL, REDIS_ADAPTER } = process.env;
const adapter = REDIS_URL ? { adapter: await redisAdapter(REDIS_URL) } : {};
const http = createServer();
const io = new Server(http, { pingInterval: 25_000, pingTimeout: 60_000, serveClient: false, ...adapter });

async function authenticate(socket, next) {
  try {
    const { payload } = await jwtVerify(socket.handshake.auth.token, key, { issuer, algorithms: ["RS256"] });
    socket.data.user = payload.upn ?? payload.preferred_username ?? payload.sub;
    socket.data.roles = payload.groups ?? [];
    next();
  } catch {
    next(new Error("AUTHENTICATION_FAILED"));
  }
}

io.use(authenticate);

io.on("connection", (socket) => {
  socket.on("join-room", handler(socket, "room-error", (payload) => {
    requireObject(payload);
    requireRoomName(payload.room);
    requireMetadata(payload.metadata);
    socket.join(payload.room);
    const memberCount = io.of("/").adapter.rooms.get(payload.room).size;
    const joined = { success: true, room: payload.room, memberCount };
    socket.emit("room-joined", joined);
    return joined;
  }));

  socket.on("message", handler(socket, "error", (payload) => {
    requireMessage(socket, payload);
    const { room, content, type, metadata } = payload;
    const id = randomUUID();
    const timestamp = new Date().toISOString();
    io.to(room).emit("message", { id, from: socket.data.user, room, content, type, metadata, timestamp });
    return { success: true, id, timestamp };
  }));
});

function placeOrder(socket) {
  return (order, ack) => {
    if (!isObject(order) || typeof order.book !== "string" || order.book === "" || !Number.isInteger(order.amount) || order.amount <= 0) {
      ack({ error: { code: "INVALID_ORDER", message: "An order has a book and an amount." } });
    } else {
      ack({ book: order.book, amount: order.amount, trader: socket.data.user });
    }
  };
}

io.of("/orders").use(authenticate).on("connection", (socket) => {
  // There is one way of calling, so the two are the same.
  socket.on("place-nonblocking", placeOrder(socket));
  socket.on("place-default", placeOrder(socket));
});

http.listen(Number(port), "127.0.0.1");

createInterface({ input: process.stdin }).on("line", () => {
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`live ${heapUsed + external}`);
});
