import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import { address, assertServes, echo, ECHO, Peer, PING_INTERVAL, PING_TIMEOUT, Polling } from "./engine.js";

afterEach(assertServes);

suite("A session over a WebSocket", () => {
  test("echoes text and bytes in the order in which they came", async (t) => {
    const peer = await echo(t);
    const sent = ["4a", Buffer.from([1, 2, 3, 4]), "4", "4€ 🎈", Buffer.alloc(0), Buffer.alloc(70_000, 7), `4${"y".repeat(70_000)}`];
    sent.forEach((frame) => peer.send(frame));
    for (const frame of sent) {
      assert.deepEqual(await peer.next(), frame);
    }
  });

  test("takes bytes as base64, and sends them as bytes", async (t) => {
    const peer = await echo(t);
    for (const [sent, bytes] of [["bAQIDBA==", [1, 2, 3, 4]], ["bAQIDBA", [1, 2, 3, 4]], ["b", []], ["b+/8=", [0xfb, 0xff]]]) {
      peer.send(sent);
      assert.deepEqual(await peer.next(), Buffer.from(bytes));
    }
  });

  for (const [query, base64] of [["b64=1", true], ["b64=0", true], ["b64=1&b64=1", true], ["b64=", false], ["b64", false]]) {
    test(`sends bytes as ${base64 ? "base64" : "bytes"} with ?${query}, as the reference server does`, async (t) => {
      const peer = await echo(t, {}, query);
      const large = Buffer.alloc(70_000, 7);
      for (const sent of [Buffer.from([1, 2, 3, 4]), "bAQIDBA==", Buffer.alloc(0), large, "4text"]) {
        peer.send(sent);
      }
      const bytes = (buffer) => base64 ? `b${buffer.toString("base64")}` : buffer;
      const four = bytes(Buffer.from([1, 2, 3, 4]));
      for (const expected of [four, four, bytes(Buffer.alloc(0)), bytes(large), "4text"]) {
        assert.deepEqual(await peer.next(), expected);
      }
    });
  }

  test("takes a message of exactly the limit", async (t) => {
    const peer = await echo(t);
    const large = `4${"z".repeat(999_999)}`;
    peer.send(large);
    assert.equal(await peer.next() === large, true);
  });

  test("is pinged, and lives on by its pongs", async (t) => {
    const peer = await echo(t, { pong: false });
    for (let beat = 0; beat < 3; beat++) {
      assert.equal(await peer.next(), "2");
      peer.send("3");
    }
  });

  // Bad input: 29
  test("minds neither unasked pongs nor noops", async (t) => {
    const peer = await echo(t);
    for (let i = 0; i < 10_000; i++) {
      peer.send(i % 2 === 0 ? "3" : "6");
    }
    peer.send("4done");
    assert.equal(await peer.next(), "4done");
  });

  const ENDS = [
    { sent: "1", code: 1000, reason: /./ },
    { sent: "2", code: 1002, reason: /^transport error$/ },
    { sent: "2probe", code: 1002, reason: /^transport error$/ },
    { sent: "0", code: 1002, reason: /^parse error$/ },
    { sent: "5", code: 1002, reason: /^parse error$/ },
    { sent: "9", code: 1002, reason: /^parse error$/ },
    { sent: "x", code: 1002, reason: /^parse error$/ },
    { sent: "", code: 1002, reason: /^parse error$/ },
    { sent: "b!!!!", code: 1002, reason: /^parse error$/ },
    { sent: "bAQID====", code: 1002, reason: /^parse error$/ },
    { sent: "bAQID\x1ebAQID", code: 1002, reason: /^parse error$/ },
    { sent: "b\u20ac", code: 1002, reason: /^parse error$/ },
    { sent: `4${"x".repeat(1_000_000)}`, title: "a text over the limit", code: 1009, reason: /^$/ },
    { sent: Buffer.alloc(1_000_001), title: "bytes over the limit", code: 1009, reason: /^$/ },
  ];
  for (const { sent, title = JSON.stringify(sent), code, reason } of ENDS) {
    // Bad input: 26, 27
    test(`ends with ${code} after ${title}`, async (t) => {
      const peer = await echo(t);
      peer.send(sent);
      const end = await peer.ended();
      assert.equal(end.code, code, end.reason);
      assert.match(end.reason, reason);
    });
  }

  // Bad input: 28
  test("ends when its pings are not answered", async (t) => {
    const since = performance.now();
    const peer = await echo(t, { pong: false });
    assert.deepEqual(await peer.ended(), { code: 1001, reason: "ping timeout" });
    assert.ok(performance.now() - since >= PING_INTERVAL + PING_TIMEOUT - 20);
  });
});

/** A WebSocket for the upgrade of a session. */
async function candidate(t, session) {
  const peer = new Peer(t, session.upgrade);
  await peer.opened;
  return peer;
}

async function upgraded(t, session) {
  const peer = await candidate(t, session);
  peer.send("2probe");
  assert.equal(await peer.next(), "3probe");
  peer.send("5");
  peer.send("4moved");
  assert.equal(await peer.next(), "4moved");
  return peer;
}

suite("An upgrade", () => {
  test("releases the waiting poll, and goes on over the WebSocket", async (t) => {
    const session = await Polling.open();
    const poll = session.get();
    const peer = await candidate(t, session);
    peer.send("2probe");
    assert.equal(await peer.next(), "3probe");
    const { status, body } = await poll;
    assert.equal(status, 200);
    assert.match(body, /^[26]$/);
    peer.send("5");
    peer.send("4here");
    assert.equal(await peer.next(), "4here");
  });

  // Bad input: 5
  test("ends polling: requests get 400, and the session is none the worse", async (t) => {
    const session = await Polling.open();
    const peer = await upgraded(t, session);
    for (const answer of [await session.get(), await session.post("4stray")]) {
      assert.deepEqual([answer.status, JSON.parse(answer.body).code], [400, 3]);
    }
    peer.send("4unmoved");
    assert.equal(await peer.next(), "4unmoved");
  });

  test("to a WebSocket that asks for base64 gets it, and one that does not gets bytes", async (t) => {
    for (const [query, expected] of [["&b64=1", "bAQID"], ["", Buffer.from([1, 2, 3])]]) {
      const session = await Polling.open();
      session.upgrade += query;
      const peer = await upgraded(t, session);
      peer.send("bAQID");
      assert.deepEqual(await peer.next(), expected);
    }
  });

  test("is not repeated", async (t) => {
    const session = await Polling.open();
    const peer = await upgraded(t, session);
    const again = new Peer(t, session.upgrade);
    assert.notEqual((await again.ended()).code, 1000);
    peer.send("4unmoved");
    assert.equal(await peer.next(), "4unmoved");
  });

  // Bad input: 31
  test("is not tried twice at a time: the second is refused, the first goes on", async (t) => {
    const session = await Polling.open();
    const first = await candidate(t, session);
    first.send("2probe");
    assert.equal(await first.next(), "3probe");
    const second = new Peer(t, session.upgrade);
    assert.notEqual((await second.ended()).code, 1000);
    first.send("5");
    first.send("4first");
    assert.equal(await first.next(), "4first");
  });

  const FAILURES = [["5"], ["2"], ["2wrong"], ["4hello"], ["bAQID"], ["b!!"], ["3probe"], ["x"], [""], ["2probe", "2probe"], ["2probe", "4hello"]];
  for (const frames of FAILURES) {
    // Bad input: 30
    test(`that begins with ${JSON.stringify(frames)} ends the WebSocket, and polling goes on`, async (t) => {
      const session = await Polling.open();
      const peer = await candidate(t, session);
      frames.forEach((frame) => peer.send(frame));
      assert.equal((await peer.ended()).code, 1002);
      await session.post("4polling");
      const packets = (await session.packets()).concat(await lateEcho(session));
      assert.ok(packets.includes("4polling"), packets.join());
    });
  }

  /** A poll that was held back during the probe may be answered by a noop first. */
  async function lateEcho(session) {
    await session.post("4polling");
    return session.packets();
  }

  test("whose WebSocket is lost leaves polling as it was", async (t) => {
    const session = await Polling.open();
    const peer = await candidate(t, session);
    peer.send("2probe");
    await peer.next();
    peer.socket.terminate();
    await session.post("4polling");
    let packets;
    do {
      packets = await session.packets();
    } while (packets.includes("6"));
    assert.deepEqual(packets, ["4polling"]);
  });

  // Bad input: 32
  test("that is never completed is given up after ten seconds, and polling goes on", { timeout: 30_000 }, async (t) => {
    const session = await Polling.open();
    const peer = await candidate(t, session);
    const since = performance.now();
    let over = false;
    peer.end.then(() => { over = true; });
    while (!over) {
      assert.equal((await session.get()).body, "2");
      await session.post("3");
    }
    const waited = performance.now() - since;
    assert.ok(waited > 9_500 && waited < 13_000, `${waited} ms`);
    await session.post("4polling");
    assert.deepEqual(await session.packets(), ["4polling"]);
  });

  // Bad input: 33
  test("loses, doubles and reorders nothing that is sent meanwhile", async (t) => {
    for (let round = 0; round < 10; round++) {
      const session = await Polling.open();
      const received = [];
      let noop = false;
      // One after the other, as a client sends them. On a busy machine a ping may come meanwhile.
      let posts = Promise.resolve();
      const post = (packet) => {
        posts = posts.then(() => session.post(packet));
        return posts;
      };
      const polling = (async () => {
        while (!noop) {
          const packets = await session.packets();
          noop = packets.includes("6");
          if (packets.includes("2")) {
            post("3");
          }
          received.push(...packets.filter((packet) => packet.startsWith("4")));
        }
      })();
      const sent = Array.from({ length: 40 }, (_, number) => `4${number}`);
      const peer = await candidate(t, session);
      for (const packet of sent.slice(0, 10)) {
        await post(packet);
      }
      peer.send("2probe");
      for (const packet of sent.slice(10, 20)) {
        await post(packet);
      }
      assert.equal(await peer.next(), "3probe");
      await polling;
      await posts;
      peer.send("5");
      sent.slice(20).forEach((packet) => peer.send(packet));
      while (received.length < sent.length) {
        received.push(await peer.next());
      }
      assert.deepEqual(received, sent);
      peer.socket.close();
    }
  });
});

test("a WebSocket of a session that does not exist is refused", async (t) => {
  const peer = new Peer(t, address(ECHO, "websocket", { sid: "nobody" }));
  assert.equal((await peer.ended()).code, 1006);
});
