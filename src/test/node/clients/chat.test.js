import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { next, withoutOffset } from "../waiting.js";
import { client, member, settled, signedIn, someone, tokenOf, TRANSPORTS } from "./support.js";

const LARGE = 1_000_000;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

for (const transport of TRANSPORTS) {
  suite(`A client with ${transport.title}`, () => {
    const { options } = transport;

    test("starts on the first transport and ends up on the last", async (t) => {
      const socket = client(t, { auth: { token: await tokenOf(someone()) }, ...options });
      assert.equal(socket.io.engine.transport.name, transport.first);
      await next(socket, "connect");
      await settled(socket, transport);
      assert.equal(socket.io.engine.transport.name, transport.last);
      assert.equal((await socket.emitWithAck("join-room", { room: someone("room") })).success, true);
    });

    test("is told of its room by the acknowledgement and by the event", async (t) => {
      const room = someone("room");
      const socket = await signedIn(t, someone(), options);
      const joined = next(socket, "room-joined");
      const answer = await socket.emitWithAck("join-room", { room });
      assert.deepEqual(answer, { success: true, room, memberCount: 1 });
      assert.deepEqual(withoutOffset(await joined), [answer]);
    });

    test("sends a message to everybody in the room, itself included", async (t) => {
      const [ann, room] = [someone("ann"), someone("room")];
      const sender = await member(t, ann, room, options);
      const reader = await member(t, someone("bob"), room, options);
      const copies = [next(sender, "message"), next(reader, "message")];
      const receipt = await sender.emitWithAck("message", { room, content: "hé 🎈", type: "text", metadata: { a: [1] } });
      assert.equal(receipt.success, true);
      assert.match(receipt.timestamp, ISO);
      for (const [message] of await Promise.all(copies)) {
        const { id, timestamp } = receipt;
        const content = "hé 🎈";
        assert.deepEqual(message, { id, from: ann, room, content, type: "text", metadata: { a: [1] }, timestamp });
      }
    });

    test("sends and receives a million bytes in one message", async (t) => {
      const room = someone("room");
      const sender = await member(t, someone("ann"), room, options);
      const reader = await member(t, someone("bob"), room, options);
      await Promise.all([settled(sender, transport), settled(reader, transport)]);
      const content = Buffer.alloc(LARGE, "0123456789").toString();
      const copies = [next(sender, "message"), next(reader, "message")];
      assert.equal((await sender.emitWithAck("message", { room, content, type: "file" })).success, true);
      for (const [message] of await Promise.all(copies)) {
        assert.equal(message.content === content, true);
      }
    });

    test("harms nobody with half a character", async (t) => {
      const room = someone("room");
      const sender = await member(t, someone("ann"), room, options);
      const reader = await member(t, someone("bob"), room, options);
      for (const content of ["half \ud83d", "whole 🎈"]) {
        const copies = [next(sender, "message"), next(reader, "message")];
        assert.equal((await sender.emitWithAck("message", { room, content, type: "text" })).success, true);
        for (const [message] of await Promise.all(copies)) {
          assert.equal(message.content, content);
        }
      }
    });

    test("keeps the order of many messages, also across the upgrade", async (t) => {
      const room = someone("room");
      const sender = await member(t, someone("ann"), room, options);
      const seen = [];
      sender.on("message", ({ content }) => seen.push(Number(content)));
      const sent = Array.from({ length: 200 }, (_, number) => number);
      await Promise.all(sent.map((content) => sender.emitWithAck("message", { room, content: `${content}`, type: "text" })));
      assert.deepEqual(seen, sent);
    });

    test("is seen to come, to change its status and to go", async (t) => {
      const [ann, bob, room] = [someone("ann"), someone("bob"), someone("room")];
      const watcher = await member(t, ann, room, options);
      const news = (status) => next(watcher, "presence-update", (update) => update.userId === bob && update.status === status);
      const online = news("online");
      const other = await member(t, bob, room, options);
      await online;
      const busy = news("busy");
      const answer = await other.emitWithAck("presence-update", { status: "busy", metadata: { until: "noon" } });
      assert.deepEqual(answer, { success: true });
      const [{ metadata, timestamp }] = await busy;
      assert.deepEqual(metadata, { until: "noon" });
      assert.match(timestamp, ISO);
      const offline = news("offline");
      other.disconnect();
      await offline;
    });

    test("is seen to type and to stop", async (t) => {
      const [bob, room] = [someone("bob"), someone("room")];
      const watcher = await member(t, someone("ann"), room, options);
      const typist = await member(t, bob, room, options);
      const started = next(watcher, "typing-start");
      typist.emit("typing-start", { room });
      const [{ timestamp, ...start }] = await started;
      assert.deepEqual(start, { userId: bob, room, isTyping: true });
      assert.match(timestamp, ISO);
      const stopped = next(watcher, "typing-stop");
      typist.emit("typing-stop", { room });
      assert.equal((await stopped)[0].isTyping, false);
    });

    test("gets no more of a room after it has left", async (t) => {
      const room = someone("room");
      const leaver = await member(t, someone("ann"), room, options);
      const sender = await member(t, someone("bob"), room, options);
      assert.deepEqual(await leaver.emitWithAck("leave-room", { room }), { success: true, room });
      const heard = [];
      leaver.on("message", (message) => heard.push(message));
      await sender.emitWithAck("message", { room, content: "gone?", type: "text" });
      const pong = next(leaver, "pong");
      await leaver.emitWithAck("ping");
      await pong;
      assert.deepEqual(heard, []);
    });

    test("knows that it was the client who ended the connection", async (t) => {
      const socket = await signedIn(t, someone(), options);
      const disconnected = next(socket, "disconnect");
      socket.disconnect();
      assert.equal((await disconnected)[0], "io client disconnect");
    });

    test("is disconnected when it sends more than the limit", async (t) => {
      const room = someone("room");
      const socket = await member(t, someone(), room, { ...options, reconnection: false });
      await settled(socket, transport);
      const disconnected = next(socket, "disconnect");
      socket.emit("message", { room, content: "x".repeat(1_048_576), type: "text" });
      const [reason] = await disconnected;
      assert.match(reason, /^transport (close|error)$/);
    });
  });
}
