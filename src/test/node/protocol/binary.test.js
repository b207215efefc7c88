import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { io } from "socket.io-client";
import { next } from "../waiting.js";

for (const transports of [["polling", "websocket"], ["websocket"], ["polling"]]) {
  suite(`The stock client with ${transports.join(" and ")}`, () => {
    async function client(t) {
      const socket = io(process.env.PARLEY_URL, { forceNew: true, transports });
      t.after(() => socket.disconnect());
      await next(socket, "connect");
      if (transports.length === 2 && socket.io.engine.transport.name === "polling") {
        await next(socket.io.engine, "upgrade");
      }
      return socket;
    }

    const data = { name: "nested", list: [Buffer.from([1, 2, 3]), { deep: Buffer.alloc(100_000, 5), empty: Buffer.alloc(0) }] };

    test("sends and receives nested bytes in events", async (t) => {
      const socket = await client(t);
      const back = next(socket, "message-back");
      socket.emit("message", data, Buffer.from([255]), "text");
      assert.deepEqual(await back, [data, Buffer.from([255]), "text"]);
    });

    test("sends and receives nested bytes in acknowledgements", async (t) => {
      const socket = await client(t);
      assert.deepEqual(await socket.emitWithAck("message-with-ack", data), data);
    });

    test("uses a namespace beside the main one over the same connection", async (t) => {
      const socket = await client(t);
      const custom = socket.io.socket("/custom", { auth: { who: "me" } });
      t.after(() => custom.disconnect());
      assert.deepEqual(await next(custom, "auth"), [{ who: "me" }]);
      assert.deepEqual(await custom.emitWithAck("message-with-ack", Buffer.from([7])), Buffer.from([7]));
      assert.notEqual(custom.id, socket.id);
      custom.disconnect();
      assert.equal(await socket.emitWithAck("message-with-ack", "still"), "still");
    });
  });
}
