import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { next, within } from "../waiting.js";

/** `WEBSOCKET_MAX_BUFFER_SIZE` in bytes, less what an event has around its content. */
const JUST_ALLOWED = 1_048_576 - 250;

/** What one client says at once. */
export const BURSTS = [
  { title: "30 messages of 50,000 bytes", messages: 30, bytes: 50_000 },
  { title: "400 messages of 4,000 bytes", messages: 400, bytes: 4_000 },
  { title: "a message just below the limit, with an acknowledgement", messages: 1, bytes: JUST_ALLOWED, acks: true },
];

/** How the clients are connected. Those that upgrade do so in the middle of the burst. */
export const TRANSPORTS = [
  { title: "websocket", options: { transports: ["websocket"] } },
  { title: "polling", options: { transports: ["polling"] } },
  { title: "polling and its upgrade", options: {} },
];

const PATIENCE = 30_000;

let rounds = 0;

/**
 * One room, a sender and a reader, both as fast as they can. Tells what went wrong: who lost the connection, or did not hear
 * everything, once and in order; an empty list when nothing did.
 */
export async function burstRound(url, burst, { options }) {
  const room = `burst-${process.pid}-${++rounds}`;
  const clients = [await member(url, "sender", room, options), await member(url, "reader", room, options)];
  try {
    const heard = clients.map((client) => hears(client, burst.messages));
    const acknowledged = say(clients[0].socket, room, burst);
    const outcomes = await Promise.all([...heard, acknowledged]);
    return outcomes.filter((problem) => problem !== null);
  } finally {
    clients.forEach(({ socket }) => socket.disconnect());
  }
}

async function member(url, name, room, options) {
  const token = await tokenAt(url, `${name}-of-${room}`);
  const socket = io(url, { forceNew: true, reconnection: false, auth: { token }, ...options });
  await next(socket, "connect");
  await socket.emitWithAck("join-room", { room });
  return { name, socket };
}

function hears({ name, socket }, messages) {
  let count = 0;
  const all = new Promise((resolve) => {
    socket.on("disconnect", (reason) => resolve(`${name} lost its connection after ${count} messages: ${reason}`));
    socket.on("message", ({ content }) => {
      const number = Number.parseInt(content, 10);
      if (number !== count++) {
        resolve(`${name} heard ${number} as its message ${count - 1}`);
      } else if (count === messages) {
        resolve(null);
      }
    });
  });
  return within(all, `${name} hears all ${messages}`, PATIENCE).catch(({ message }) => `${message}, heard ${count}`);
}

async function say(socket, room, { messages, bytes, acks }) {
  const lost = new Promise((resolve) => socket.on("disconnect", () => resolve({ success: false })));
  for (let i = 0; i < messages; i++) {
    const event = { room, type: "text", content: `${i} `.padEnd(bytes, "x") };
    if (!acks) {
      socket.emit("message", event);
      continue;
    }
    const { success } = await Promise.race([socket.emitWithAck("message", event), lost]);
    if (!success) {
      return `message ${i} was not acknowledged`;
    }
  }
  return null;
}
