import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { next } from "../waiting.js";
import { client, member, signedIn, someone, tokenOf, TRANSPORTS } from "./support.js";

for (const { title, options } of TRANSPORTS) {
  suite(`Refusals with ${title}`, () => {
    const wrong = {
      "no token": {},
      "a token that is not a string": { token: 17 },
      "a token that is none": { token: "a.b.c" },
      "a token with another signature": async () => ({ token: `${(await tokenOf("ann")).slice(0, -8)}AAAAAAAA` }),
    };
    for (const [name, auth] of Object.entries(wrong)) {
      test(`a CONNECT with ${name} is answered with the error's data`, async (t) => {
        const socket = client(t, { ...options, auth: typeof auth === "function" ? await auth() : auth });
        const [error] = await next(socket, "connect_error");
        assert.equal(error.data.code, "AUTHENTICATION_FAILED");
        assert.equal(error.data.message, error.message);
        assert.ok(Date.parse(error.data.timestamp) > 0);
        assert.equal(socket.connected, false);
        assert.equal(socket.active, false);
      });
    }

    test("a handshake with a wrong bearer token is answered with 401", async (t) => {
      const socket = client(t, { ...options, extraHeaders: { authorization: "Bearer a.b.c" }, reconnection: false });
      const [error] = await next(socket, "connect_error");
      const status = error.context?.status ?? error.description?.error?.message?.match(/\d+/)?.[0] ?? error.description;
      assert.equal(Number(status), 401);
    });

    test("a handshake's bearer token is as good as one in the payload", async (t) => {
      const authorization = `Bearer ${await tokenOf(someone())}`;
      const socket = client(t, { ...options, extraHeaders: { authorization } });
      await next(socket, "connect");
      assert.equal(socket.connected, true);
    });

    test("an unknown namespace does not exist", async (t) => {
      const socket = await signedIn(t, someone(), options);
      const elsewhere = socket.io.socket("/elsewhere");
      assert.equal((await next(elsewhere, "connect_error"))[0].message, "Invalid namespace");
      assert.equal(socket.connected, true);
    });

    // Bad input: 55
    test("the socket is disconnected by the server when its token expires", async (t) => {
      const token = await tokenOf(someone(), { seconds: "2" });
      const socket = client(t, { ...options, auth: { token } });
      const told = next(socket, "error");
      const disconnected = next(socket, "disconnect");
      await next(socket, "connect");
      assert.equal((await told)[0].code, "AUTHENTICATION_FAILED");
      assert.equal((await disconnected)[0], "io server disconnect");
    });

    test("an event that nobody knows is refused and nothing else happens", async (t) => {
      const socket = await signedIn(t, someone(), options);
      const told = next(socket, "error");
      const answer = await socket.emitWithAck("no-such-event", 1);
      assert.equal(answer.success, false);
      assert.equal(answer.error.code, "INVALID_MESSAGE");
      assert.deepEqual((await told)[0], answer.error);
    });

    test("bytes are no content", async (t) => {
      const room = someone("room");
      const socket = await member(t, someone(), room, options);
      const answer = await socket.emitWithAck("message", { room, content: Buffer.from([1, 2]), type: "file" });
      assert.equal(answer.error.code, "INVALID_MESSAGE");
      assert.equal(answer.error.details.field, "content");
    });

    test("nobody speaks for somebody else", async (t) => {
      const room = someone("room");
      const socket = await member(t, someone(), room, options);
      const answer = await socket.emitWithAck("message", { room, from: "the-boss", content: "hi", type: "text" });
      assert.equal(answer.error.code, "AUTHORIZATION_FAILED");
    });
  });
}
