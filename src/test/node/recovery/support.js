import assert from "node:assert/strict";
import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { within } from "../waiting.js";
import { Link } from "./link.js";

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const open = [];

/** Ends all that has been opened here. */
export const endAll = () => open.splice(0).forEach((end) => end());

/** Connects a stock client, perhaps over a link, to the server that gives it its token. */
export async function connect(server, user, { url = server, factory = io, ...options } = {}) {
  const socket = factory(url, {
    forceNew: true,
    auth: { token: await tokenAt(server, user) },
    reconnectionDelay: 50,
    reconnectionDelayMax: 150,
    ...options,
  });
  open.push(() => socket.disconnect());
  await within(
    new Promise((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    }),
    `connect of ${user}`,
  );
  return socket;
}

export async function join(socket, room) {
  const answer = await within(socket.emitWithAck("join-room", { room }), "join");
  assert.equal(answer.success, true);
}

export const say = (socket, room, content) => socket.emitWithAck("message", { room, content, type: "text" });

export async function until(condition, what, milliseconds = 20_000) {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    assert.ok(performance.now() < end, `not within ${milliseconds} ms: ${what()}`);
    await sleep(20);
  }
}

/** A member behind a link of its own, which records what it hears and how it comes back. */
export async function member(server, name, room, transports) {
  const link = await Link.to(server);
  open.push(() => link.close());
  const socket = await connect(server, name, { url: link.url, transports });
  const record = { name, link, socket, heard: [], returns: [], cuts: 0, longest: 0 };
  socket.on("message", ({ content }) => record.heard.push(content));
  socket.on("connect", () => record.returns.push(socket.recovered));
  await join(socket, room);
  return record;
}
