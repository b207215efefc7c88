// A Socket.IO server of Node whose clients are recovered, with the events of the chat that a member of rooms needs. Alone, or with
// REDIS_URL one of several. Says its port on its standard output, and ends when its standard input does.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const { REDIS_URL } = process.env;

async function adapter() {
  const redis = createClient({ url: REDIS_URL });
  redis.on("error", () => {});
  await redis.connect();
  return { adapter: createAdapter(redis) };
}

/** Whoever asks gets a token, as in Parley's development mode; here it is good for nothing. */
const http = createServer((request, response) => {
  if (request.url.startsWith("/dev/token")) {
    response.setHeader("Content-Type", "application/json").end(JSON.stringify({ token: "any" }));
  }
});
// The heartbeat is that of the servers beside it, by which a client notices that nothing comes any more.
const heartbeat = { pingInterval: 3_000, pingTimeout: 6_000 };
const io = new Server(http, { connectionStateRecovery: {}, ...heartbeat, ...(REDIS_URL ? await adapter() : {}) });
let messages = 0;

io.on("connection", (socket) => {
  socket.on("join-room", async ({ room }, answer) => {
    await socket.join(room);
    answer?.({ success: true, room });
  });
  socket.on("message", ({ room, content, type }, answer) => {
    const id = `${++messages}`;
    io.to(room).emit("message", { id, room, content, type, timestamp: new Date().toISOString() });
    answer({ success: true, id });
  });
});

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
process.stdin.resume().on("end", () => process.exit(0));
