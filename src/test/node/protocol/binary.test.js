import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { io } from "socket.io-client";
import { next } from "../waiting.js";

const TRANSPORTS = [["polling", "websocket"], ["websocket"], ["polling"]];

for (const [transports, forceBase64] of TRANSPORTS.flatMap((names) => [[names, false], [names, true]])) {
  suite(`The stock client with ${transports.join(" and ")}${forceBase64 ? " and forceBase64" : ""}`, () => {
    /** How the client has sent and received bytes over its WebSocket, and that it has. */
    const frames = { binary: 0, base64: 0 };

    function watch(socket) {
      const { ws } = socket.io.engine.transport;
      const count = (data) => {
        if (typeof data !== "string") {
          frames.binary++;
        } else if (data.startsWith("b")) {
          frames.base64++;
        }
      };
      ws.on("message", (data, isBinary) => count(isBinary ? data : data.toString()));
      const { send } = ws;
      ws.send = (data, ...more) => {
        count(data);
        return send.call(ws, data, ...more);
      };
    }

    async function client(t) {
      const socket = io(process.env.PARLEY_URL, { forceNew: true, transports, forceBase64 });
      t.after(() => socket.disconnect());
      await next(socket, "connect");
      if (transports.length === 2 && socket.io.engine.transport.name === "polling") {
        await next(socket.io.engine, "upgrade");
      }
      if (transports.includes("websocket")) {
        assert.equal(socket.io.engine.transport.name, "websocket");
        watch(socket);
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
      if (transports.includes("websocket")) {
        assert.equal(forceBase64 ? frames.binary : frames.base64, 0);
        assert.ok((forceBase64 ? frames.base64 : frames.binary) > 0);
      }
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
