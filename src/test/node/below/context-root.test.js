import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { closeBrowser, enter, line, say, signIn, tab } from "../browser/tab.js";
import { client, member, settled, someone, TRANSPORTS, url } from "../clients/support.js";
import { next } from "../waiting.js";

after(closeBrowser);

for (const transport of TRANSPORTS) {
  suite(`Below a context root, a client with ${transport.title}`, () => {
    const { options } = transport;

    test("is let in, joins a room and talks", async (t) => {
      const room = someone("room");
      const ann = await member(t, someone("ann"), room, options);
      const bob = await member(t, someone("bob"), room, options);
      await settled(ann, transport);
      await settled(bob, transport);
      const heard = next(bob, "message");
      const receipt = await ann.emitWithAck("message", { room, content: "hello", type: "text" });
      assert.equal(receipt.success, true);
      assert.equal((await heard)[0].content, "hello");
    });

    test("is told why it is refused", async (t) => {
      const [error] = await next(client(t, { auth: { token: "wrong" }, ...options }), "connect_error");
      assert.equal(error.data.code, "AUTHENTICATION_FAILED");
    });
  });
}

test("the client's script is next to the sockets", async () => {
  for (const file of ["socket.io.js", "socket.io.esm.min.js"]) {
    const answer = await fetch(`${url}/socket.io/${file}`);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /Socket\.IO v4/);
  }
});

test("two people talk through the console", async (t) => {
  const ann = await tab(t);
  const bob = await tab(t);
  await signIn(ann, "ann");
  await signIn(bob, "bob");
  await enter(ann, "lobby");
  await enter(bob, "lobby");
  await say(ann, "Hello below.");
  await line(bob, "Hello below.").waitFor();
});
