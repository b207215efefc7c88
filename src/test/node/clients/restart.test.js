import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "../waiting.js";
import { member, settled, someone, TRANSPORTS } from "./support.js";

/** The Java side stops the server and starts another one on the same port; it answers when that is ready. */
async function restartServer() {
  const answer = await fetch(process.env.PARLEY_RESTART_URL, { method: "POST" });
  assert.equal(answer.status, 204);
}

test("clients of every transport come back after a restart of the server, with new tokens", async (t) => {
  const room = someone("room");
  const options = { reconnectionDelay: 200, reconnectionDelayMax: 1000 };
  const clients = await Promise.all(TRANSPORTS.map(async (transport) => {
    const socket = await member(t, someone(), room, { ...options, ...transport.options });
    await settled(socket, transport);
    const rejoined = new Promise((resolve) => {
      socket.on("connect", () => socket.emitWithAck("join-room", { room }).then(resolve));
    });
    return { socket, rejoined, first: socket.id, disconnected: next(socket, "disconnect") };
  }));

  await restartServer();

  for (const { socket, rejoined, first, disconnected } of clients) {
    assert.match((await disconnected)[0], /^transport (close|error)$/);
    assert.equal((await rejoined).success, true);
    assert.notEqual(socket.id, first);
  }
  const copies = clients.map(({ socket }) => next(socket, "message"));
  await clients[0].socket.emitWithAck("message", { room, content: "back again", type: "text" });
  for (const [message] of await Promise.all(copies)) {
    assert.equal(message.content, "back again");
  }
});
