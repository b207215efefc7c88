import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { next, within } from "../waiting.js";
import { client, member, settled, signedIn, someone, tokenOf, TRANSPORTS, url } from "./support.js";

/** A round trip, which shows that the connection is good for something. */
async function works(socket) {
  const room = someone("room");
  const answer = await within(socket.emitWithAck("join-room", { room }), "an acknowledgement");
  assert.deepEqual([answer.success, answer.room], [true, room]);
}

suite("The client's option protocols", () => {
  for (const transport of TRANSPORTS.filter(({ last }) => last === "websocket")) {
    test(`gets its first one with ${transport.title}`, async (t) => {
      const socket = await signedIn(t, someone(), { ...transport.options, protocols: ["chat.v2", "chat.v1"] });
      await settled(socket, transport);
      assert.equal(socket.io.engine.transport.name, "websocket");
      assert.equal(socket.io.engine.transport.ws.protocol, "chat.v2");
      await works(socket);
    });
  }
});

for (const transport of TRANSPORTS) {
  suite(`The client's options with ${transport.title}`, () => {
    const { options } = transport;

    test("forceBase64", async (t) => {
      const socket = await signedIn(t, someone(), { ...options, forceBase64: true });
      await settled(socket, transport);
      await works(socket);
      assert.equal(await withBytes(socket), "INVALID_MESSAGE");
    });

    /** Bytes are nothing that the chat takes; that it says so shows that it has understood them. */
    async function withBytes(socket) {
      const { error } = await socket.emitWithAck("message", { to: "nobody", content: Buffer.alloc(50_000, 3), type: "text" });
      return error.code;
    }

    test("retries: every event goes through once, in order, whatever it is", async (t) => {
      const [ann, room] = [someone("ann"), someone("room")];
      const watcher = await member(t, someone("bob"), room, options);
      const seen = [];
      watcher.on("message", ({ content }) => seen.push(content));
      watcher.on("typing-start", () => seen.push("start"));
      watcher.on("typing-stop", () => seen.push("stop"));
      const socket = await signedIn(t, ann, { ...options, retries: 3, ackTimeout: 8000 });
      const errors = [];
      socket.on("error", ({ code }) => errors.push(code));

      socket.emit("join-room", { room });
      socket.emit("typing-start", { room });
      for (let repetition = 0; repetition < 3; repetition++) {
        socket.emit("typing-start", { room });
      }
      socket.emit("message", { room, content: "one", type: "text" });
      socket.emit("nobody-knows-this", 1, [2]);
      socket.emit("typing-stop", { room });
      socket.emit("typing-stop", { room });
      socket.emit("typing-start", { room: someone("elsewhere") });
      socket.emit("presence-update", "away");
      socket.emit("presence-update", "asleep");
      socket.emit("ping", { with: "payload" });
      socket.emit("message", { room, content: 5, type: "text" });
      socket.emit("leave-room", { room: someone("elsewhere") });
      socket.emit("authenticate", { token: "no token" });
      socket.emit("authenticate", { token: await tokenOf(ann) });
      const two = next(watcher, "message", ({ content }) => content === "two");
      socket.emit("message", { room, content: "two", type: "text" });
      await within(new Promise((resolve) => { socket.emit("leave-room", { room }, resolve); }), "the last acknowledgement");
      await two;

      assert.deepEqual(seen, ["start", "one", "stop", "two"]);
      assert.deepEqual(errors, [
        "INVALID_MESSAGE", "AUTHORIZATION_FAILED", "INVALID_MESSAGE", "INVALID_MESSAGE", "AUTHENTICATION_FAILED",
      ]);
    });

    test("ackTimeout: an unknown event is answered before it", async (t) => {
      const socket = await signedIn(t, someone(), { ...options, ackTimeout: 5000 });
      for (const event of ["typing-start", "typing-stop", "ping"]) {
        assert.equal(await socket.emitWithAck(event), undefined);
      }
      const answer = await socket.emitWithAck("nobody-knows-this");
      assert.deepEqual([answer.success, answer.error.code], [false, "INVALID_MESSAGE"]);
    });

    const harmless = {
      "path without a slash at its end": { path: "/socket.io" },
      "addTrailingSlash: false": { addTrailingSlash: false },
      "query": { query: { room: "é 名前", b: ["1", "2"], empty: "" } },
      "extraHeaders": { extraHeaders: { "X-Anything": "at all" } },
      "withCredentials": { withCredentials: true },
      "autoUnref": { autoUnref: true },
      "timeout": { timeout: 10_000 },
      "timestampRequests and timestampParam": { timestampRequests: true, timestampParam: "when" },
      "tryAllTransports": { tryAllTransports: true },
      "rememberUpgrade": { rememberUpgrade: true },
      "perMessageDeflate": { perMessageDeflate: { threshold: 0 } },
      "upgrade": { upgrade: true },
    };
    for (const [name, option] of Object.entries(harmless)) {
      test(name, async (t) => {
        const socket = await signedIn(t, someone(), { ...options, ...option });
        await settled(socket, transport);
        assert.equal(socket.io.engine.transport.name, transport.last);
        await works(socket);
      });
    }

    test("extraHeaders with the token", async (t) => {
      const extraHeaders = { Authorization: `Bearer ${await tokenOf(someone())}` };
      const socket = client(t, { ...options, extraHeaders });
      await next(socket, "connect");
      await works(socket);
    });
  });
}

suite("The client's options about transports", () => {
  test("upgrade: false stays on polling", async (t) => {
    const socket = await signedIn(t, someone(), { upgrade: false });
    await works(socket);
    assert.equal(socket.io.engine.transport.name, "polling");
  });

  test("websocket before polling begins with the WebSocket", async (t) => {
    const socket = await signedIn(t, someone(), { transports: ["websocket", "polling"], tryAllTransports: true });
    assert.equal(socket.io.engine.transport.name, "websocket");
    await works(socket);
  });

  test("rememberUpgrade begins with the WebSocket the next time", async (t) => {
    const first = await signedIn(t, someone(), { rememberUpgrade: true });
    await settled(first, { last: "websocket" });
    const second = client(t, { rememberUpgrade: true, auth: { token: await tokenOf(someone()) } });
    assert.equal(second.io.engine.transport.name, "websocket");
    await next(second, "connect");
    await works(second);
  });
});

test("the bundle with another parser is not served, since the server does not speak it", async () => {
  assert.equal((await fetch(`${url}/socket.io/socket.io.js`)).status, 200);
  assert.equal((await fetch(`${url}/socket.io/socket.io.msgpack.min.js`)).status, 404);
});
