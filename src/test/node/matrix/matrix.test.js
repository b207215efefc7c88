import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { TRANSPORTS, settled, someone, tokenOf, url } from "../clients/support.js";
import { next, within, withoutOffset } from "../waiting.js";

const require = createRequire(import.meta.url);

/** The stock client as others have it: the first that speaks this protocol, the oldest 4.x, one in between, the newest. */
const CLIENTS = ["socket.io-client-3.1", "socket.io-client-4.0", "socket.io-client-4.5", "socket.io-client"];
/** The one that is recovered: clients are from 4.6 on. All get the offset of an event as one more argument. */
const RETURNING = "socket.io-client";

for (const name of CLIENTS) {
  const { version } = require(`${name}/package.json`);
  for (const transport of TRANSPORTS) {
    test(`socket.io-client ${version} with ${transport.title}`, (t) => converse(t, require(name), transport, name === RETURNING));
  }
}

/** What every application does: two users in a room, a message and its receipt, and a connection that is lost. */
async function converse(t, { io }, transport, returning) {
  const [ann, bob, room] = [someone("ann"), someone("bob"), someone("room")];
  const sender = await connected(t, io, ann, transport);
  const reader = await connected(t, io, bob, transport);
  const joined = next(sender, "room-joined");
  const answer = await ask(sender, "join-room", { room });
  assert.deepEqual(answer, { success: true, room, memberCount: 1 });
  assert.deepEqual(withoutOffset(await joined), [answer]);
  assert.equal((await ask(reader, "join-room", { room })).memberCount, 2);

  await delivers(sender, reader, { from: ann, room, content: "hé 🎈" });

  const before = reader.id;
  reader.io.engine.close();
  await next(reader, "connect");
  assert.equal(reader.id === before, returning);
  assert.equal(reader.recovered === true, returning);
  assert.equal((await ask(reader, "join-room", { room })).success, true);
  await delivers(sender, reader, { from: ann, room, content: "welcome back" });

  sender.disconnect();
  assert.equal(sender.connected, false);
  sender.connect();
  await next(sender, "connect");
  assert.equal((await ask(sender, "join-room", { room })).success, true);
  await delivers(reader, sender, { from: bob, room, content: "me too" });
}

async function connected(t, io, user, transport) {
  const token = await tokenOf(user);
  const socket = io(url, { forceNew: true, auth: { token }, reconnectionDelay: 50, ...transport.options });
  t.after(() => socket.disconnect());
  await next(socket, "connect");
  await settled(socket, transport);
  return socket;
}

/** The acknowledgement, by a callback: that is how the older clients have it. */
function ask(socket, event, payload) {
  return within(new Promise((answer) => socket.emit(event, payload, answer)), `an answer to ${event}`);
}

async function delivers(sender, reader, { from, room, content }) {
  const heard = next(reader, "message", (message) => message.content === content);
  const receipt = await ask(sender, "message", { room, content, type: "text" });
  assert.equal(receipt.success, true);
  const [message] = await heard;
  assert.equal(message.id, receipt.id);
  assert.equal(message.from, from);
}
