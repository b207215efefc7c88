import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { connect } from "node:tls";
import { member, settled, someone, TRANSPORTS } from "../clients/support.js";
import { next, within } from "../waiting.js";
import { securedMember, url } from "./support.js";

const MESSAGES = 240;
const LARGE = 30_000;
const EVERY_TENTH = 10;
/** The promise is ten seconds; a busy machine may take some more. */
const LET_GO = 20_000;
/** In messages: more than 16 send buffers, the kernel and the server can hold; and more than the latter two, but not the first. */
const STALLS = [
  { title: "at once, when its queue is full", messages: 200, patience: 2000 },
  { title: "in time, when its queue is not full", messages: 40, patience: LET_GO },
];
/** What is under way to a client that reads must be well below what may wait for it. */
const WAVE = 20;

const [, WEBSOCKET, POLLING] = TRANSPORTS;

/** What a client says: each line has its number, and some are longer than a record of TLS. */
const lines = (count = MESSAGES) =>
  Array.from({ length: count }, (_, number) => `${number} ${number % EVERY_TENTH === 0 ? "é".repeat(LARGE / 2) : "."}`);

/** What a client hears, by who has said it. */
function heardBy({ socket }) {
  const heard = {};
  socket.on("message", ({ from, content }) => (heard[from] ??= []).push(content));
  return heard;
}

/** Says all lines at once; fails unless each of them is acknowledged. */
async function say({ socket }, room, contents) {
  const receipts = contents.map((content) => socket.emitWithAck("message", { room, content, type: "text" }));
  for (const receipt of await within(Promise.all(receipts), "acknowledgements")) {
    assert.equal(receipt.success, true);
  }
}

/** Waits until everything said before has got here: what one client is sent keeps its order. */
async function caughtUp({ socket }) {
  const pong = next(socket, "pong");
  await socket.emitWithAck("ping");
  await pong;
}

const isOffline = (user) => (update) => update.userId === user && update.status === "offline";

suite("Over TLS that the server ends itself", () => {
  test("browsers are not offered HTTP/2, in which not every server bears large answers to polls", async (t) => {
    const { port, hostname } = new URL(url);
    const protocols = { ALPNProtocols: ["h2", "http/1.1"], rejectUnauthorized: false };
    const connection = connect({ port, host: hostname, servername: hostname, ...protocols });
    t.after(() => connection.destroy());
    await next(connection, "secureConnect");
    assert.notEqual(connection.alpnProtocol, "h2");
  });

  test("bursts of all transports at once, and of one client without TLS, arrive exactly once and in order", async (t) => {
    const room = someone("room");
    const secured = await Promise.all(TRANSPORTS.map((transport) => securedMember(t, transport, room)));
    await Promise.all(secured.map(({ socket }, i) => settled(socket, TRANSPORTS[i])));
    const user = someone();
    const clients = [...secured, { user, socket: await member(t, user, room, WEBSOCKET.options) }];
    const heard = clients.map(heardBy);
    const said = lines();
    await Promise.all(clients.map((client) => say(client, room, said)));
    await Promise.all(clients.map(caughtUp));
    for (const ears of heard) {
      for (const speaker of clients) {
        assert.deepEqual(ears[speaker.user], said);
      }
      assert.equal(Object.keys(ears).length, clients.length);
    }
    for (const { connections } of secured) {
      assert.ok(connections.length > 0);
      assert.ok(connections.every((connection) => connection.encrypted));
    }
    assert.match(secured[1].connections[0].getProtocol(), /^TLSv1\.[23]$/);
  });

  for (const transport of TRANSPORTS) {
    test(`a client with ${transport.title} says goodbye`, async (t) => {
      const room = someone("room");
      const watcher = await securedMember(t, WEBSOCKET, room);
      const leaver = await securedMember(t, transport, room);
      await settled(leaver.socket, transport);
      const offline = next(watcher.socket, "presence-update", isOffline(leaver.user));
      leaver.socket.disconnect();
      await offline;
      const open = leaver.connections.filter((connection) => !connection.closed);
      await Promise.all(open.map((connection) => next(connection, "close")));
      await say(watcher, room, lines(1));
    });

    test(`a client with ${transport.title} is disconnected when it sends more than the limit`, async (t) => {
      const room = someone("room");
      const watcher = await securedMember(t, POLLING, room);
      const talker = await securedMember(t, transport, room);
      await settled(talker.socket, transport);
      const offline = next(watcher.socket, "presence-update", isOffline(talker.user));
      const disconnected = next(talker.socket, "disconnect");
      talker.socket.emit("message", { room, content: "x".repeat(1_048_576), type: "text" });
      assert.match((await disconnected)[0], /^transport (close|error)$/);
      await offline;
      await say(watcher, room, lines(1));
    });
  }

  test("connections that are cut off in a burst take nothing from the others", async (t) => {
    const room = someone("room");
    const sender = await securedMember(t, WEBSOCKET, room);
    const reader = await securedMember(t, POLLING, room);
    const victims = await Promise.all(TRANSPORTS.map((transport) => securedMember(t, transport, room)));
    await Promise.all(victims.map(({ socket }, i) => settled(socket, TRANSPORTS[i])));
    // One that polls is missed no sooner than its next poll.
    const missed = victims.filter((_, i) => TRANSPORTS[i] !== POLLING);
    const gone = missed.map(({ user }) => next(sender.socket, "presence-update", isOffline(user)));
    const heard = [sender, reader].map(heardBy);
    const said = lines();
    const done = say(sender, room, said);
    await next(victims[1].socket, "message");
    victims.forEach(({ connections }) => connections.forEach((connection) => connection.destroy()));
    await done;
    await caughtUp(reader);
    assert.deepEqual(heard[0][sender.user], said);
    assert.deepEqual(heard[1][sender.user], said);
    await Promise.all(gone);
  });

  for (const { title, messages, patience } of STALLS) {
    test(`a client that stops to read is let go ${title}, and takes nothing from the others`, async (t) => {
      const room = someone("room");
      const sender = await securedMember(t, WEBSOCKET, room);
      const reader = await securedMember(t, POLLING, room);
      const stalled = await securedMember(t, WEBSOCKET, room);
      const gone = new Promise((resolve) => {
        sender.socket.on("presence-update", (update) => isOffline(stalled.user)(update) && resolve());
      });
      stalled.connections.forEach((connection) => connection.pause());
      const heard = [sender, reader].map(heardBy);
      const said = Array.from({ length: messages }, (_, number) => `${number} ${"x".repeat(LARGE)}`);
      for (let start = 0; start < messages; start += WAVE) {
        await say(sender, room, said.slice(start, start + WAVE));
        await Promise.all([sender, reader].map(caughtUp));
      }
      assert.deepEqual(heard[0][sender.user], said);
      assert.deepEqual(heard[1][sender.user], said);
      await within(gone, "the stalled client is offline", patience);
    });
  }
});
