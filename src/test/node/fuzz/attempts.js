import net from "node:net";
import { WebSocket } from "ws";
import { request } from "../protocol/http.js";
import { Grammar, SEPARATOR } from "../grammar/grammar.js";

const server = new URL(process.env.PARLEY_URL);
const HANDSHAKE = "/socket.io/?EIO=4&transport=polling";
/** For how long a client that waits for an answer does so: there need not be one. */
const A_MOMENT = 400;
const TARGETS = ["/socket.io/", "/socket.io/", "/socket.io/", "/socket.io", "/socket.io/socket.io.js", "/socket.io//", "/socket.io/x", "/ready", "/api/info",
  "/api/connections", "/api/connections/x?scope=node", "/api/rooms", "/api/rooms/%20", "/api/users/a%2Fb/presence", "/api/broadcast", "/api/metrics",
  "/api/events.d.ts", "/api/node/drain", "/", "/index.html", "/..%2f", "/api/", "*"];

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function session() {
  const { body } = await request("GET", HANDSHAKE);
  return JSON.parse(body.slice(1)).sid;
}

/** Bytes on a connection of their own, and what comes back in a moment; ends it in one of two ways. */
function exchange(bytes, { reset, more }) {
  return new Promise((resolve) => {
    const chunks = [];
    const socket = net.connect(Number(server.port), server.hostname, () => socket.write(bytes));
    const timer = setTimeout(() => (reset ? socket.resetAndDestroy() : socket.destroy()), A_MOMENT);
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (more && chunks.length === 1) {
        socket.write(more);
      } else if (!more) {
        socket.destroy();
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString("latin1"));
    });
  });
}

/** A request: what comes back is no failure of the server. */
async function requests(grammar) {
  const sid = grammar.chance(20) ? await session() : "nobody";
  const bytes = grammar.request({ host: server.host, sid, targets: TARGETS });
  const answer = await exchange(bytes, { reset: grammar.chance(30) });
  const status = Number(answer.split(" ")[1] ?? 0);
  if (status >= 500 && ![501, 505].includes(status)) {
    throw new Error(`${status} for ${JSON.stringify(bytes.toString("latin1"))}: ${answer.slice(0, 300)}`);
  }
}

const UPGRADE = [
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
  `Host: ${server.host}`,
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "\r\n",
].join("\r\n");

/** Frames on a WebSocket that has just been opened, by a client that goes away afterwards. */
function frames(grammar) {
  return exchange(UPGRADE, { more: grammar.wire(), reset: grammar.chance(30) });
}

/** A client of the chat over a WebSocket. */
async function chat(grammar, token) {
  const steps = grammar.chat(token);
  const socket = new WebSocket(new URL("/socket.io/?EIO=4&transport=websocket", server.href.replace("http", "ws")), { perMessageDeflate: false });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => { socket.once("close", resolve); });
  await Promise.race([new Promise((resolve) => { socket.once("message", resolve); }), closed]);
  for (const step of steps) {
    step.forEach((frame) => socket.readyState === WebSocket.OPEN && socket.send(frame));
    await Promise.race([pause(grammar.below(10)), closed]);
  }
  if (grammar.chance(50)) {
    socket.terminate();
  } else {
    socket.close();
  }
  await Promise.race([closed, pause(A_MOMENT)]);
  socket.terminate();
}

/** A client of the chat over polling, with a poll now and then, and now and then two POSTs at once. */
async function polling(grammar, token) {
  const target = `${HANDSHAKE}&sid=${await session()}`;
  const headers = grammar.chance(90) ? {} : { [grammar.one(["Content-Type", "Content-Encoding"])]: grammar.one(["application/octet-stream", "gzip", "", "text/plain", "x"]) };
  const abort = new AbortController();
  const bodies = grammar.chance(50)
    ? grammar.chat(token).map((step) => step.map(Grammar.inBody).join(SEPARATOR))
    : [`40{"token":"${token}"}`, grammar.body(), grammar.body()];
  const polls = [];
  for (const body of bodies) {
    const chunked = grammar.chance(10) ? [Buffer.from(body)] : Buffer.from(body);
    const posts = [request("POST", target, { body: chunked, headers, signal: abort.signal })];
    if (grammar.chance(10)) {
      posts.push(request("POST", target, { body: grammar.body(), signal: abort.signal }));
    }
    if (grammar.chance(60)) {
      polls.push(request("GET", target, { signal: abort.signal }));
    }
    await Promise.race([Promise.allSettled(posts), pause(A_MOMENT)]);
  }
  if (grammar.chance(50)) {
    await request("POST", target, { body: "1" });
  }
  abort.abort();
  await Promise.allSettled(polls);
}

/** What is tried, by its name; each takes a grammar and a good token. */
export const ATTEMPTS = { requests, frames, chat, polling };
