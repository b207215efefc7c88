import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import { within } from "../waiting.js";
import { assertServes, Polling, SEPARATOR } from "./engine.js";
import { connection, server } from "./http.js";

const LIMIT = 1_000_000;

afterEach(assertServes);

/** A POST whose body does not come, or not in the way that was announced. */
async function rawPost(t, session, headers, body) {
  const tcp = await connection(t);
  tcp.socket.write(`POST ${session.target} HTTP/1.1\r\nHost: ${server.host}\r\nContent-Type: text/plain\r\n${headers}\r\n\r\n`);
  tcp.socket.write(body);
  // The answer is what counts: Payara waits half a minute for the rest of the body before it closes the connection.
  return { ...tcp, answered: () => tcp.until((bytes) => bytes.includes("\r\n\r\n"), "an answer") };
}

function statusOf(tcp) {
  return Number(tcp.received().toString("latin1").split(" ")[1]);
}

function bodyOf(tcp) {
  const [head, ...body] = tcp.received().toString("latin1").split("\r\n\r\n");
  // A chunked answer without a body is its last chunk alone.
  return /transfer-encoding: *chunked/i.test(head) ? body.join("\r\n\r\n").replace(/^0\r\n(\r\n)?$/, "").replace(/^0$/, "") : body.join("\r\n\r\n");
}

suite("Packets over polling", () => {
  const bodies = {
    "one text": ["4hello"],
    "several texts": ["4one", "4two", "4three"],
    "text, bytes and text": ["4before", "bAQIDBA==", "4after"],
    "text outside the basic plane": ["4€ 🎈 ‮"],
    "an empty message": ["4"],
  };
  for (const [name, packets] of Object.entries(bodies)) {
    test(`echo ${name}`, async () => {
      const session = await Polling.open();
      const { status, body } = await session.post(packets.join(SEPARATOR));
      assert.deepEqual([status, body], [200, "ok"]);
      const echoed = [];
      while (echoed.length < packets.length) {
        echoed.push(...await session.packets());
      }
      assert.deepEqual(echoed, packets);
    });
  }

  for (const encoding of ["identity", "IDENTITY", "identity, identity"]) {
    test(`in a body whose Content-Encoding is ${encoding} are taken`, async () => {
      const session = await Polling.open();
      const { status, body } = await session.post("4plain", { headers: { "Content-Encoding": encoding } });
      assert.deepEqual([status, body], [200, "ok"]);
      assert.deepEqual(await session.packets(), ["4plain"]);
    });
  }

  for (const query of ["b64=1", "b64="]) {
    test(`are the same with ?${query}`, async () => {
      const session = await Polling.open();
      session.target += `&${query}`;
      await session.post("bAQIDBA==");
      assert.deepEqual(await session.packets(), ["bAQIDBA=="]);
    });
  }

  test("fill a body up to the limit", async () => {
    const session = await Polling.open();
    const large = `4${"x".repeat(LIMIT - 1)}`;
    assert.equal((await session.post(large)).status, 200);
    assert.deepEqual(await session.packets(), [large]);
  });

  // Bad input: 14
  test("of half a million pongs cost nothing", async () => {
    const session = await Polling.open();
    const { status } = await session.post(`${"3\x1e".repeat(LIMIT / 2 - 1)}3`);
    assert.equal(status, 200);
    await session.post("4alive");
    assert.deepEqual(await session.packets(), ["4alive"]);
  });

  test("ping and pong for as long as both sides want", async () => {
    const session = await Polling.open();
    for (let beat = 0; beat < 3; beat++) {
      assert.equal((await session.get()).body, "2");
      assert.equal((await session.post("3")).status, 200);
    }
  });

  test("end with a close of the client, and the waiting poll with nothing", async () => {
    const session = await Polling.open();
    const poll = session.get();
    const post = session.post("1");
    assert.equal((await post).status, 200);
    const { status, body } = await poll;
    assert.deepEqual([status, body], [200, "6"]);
    assert.equal(await session.isOver(), true);
  });

  test("that are pings which nobody answers end the session", async () => {
    const session = await Polling.open();
    assert.equal((await session.get()).body, "2");
    const { status, body } = await session.get();
    assert.deepEqual([status, body], [200, "1"]);
    assert.equal(await session.isOver(), true);
  });
});

suite("A polling session ends", () => {
  const malformed = {
    "an empty body": "",
    "a lone separator": SEPARATOR,
    "an unknown packet type": "9",
    "no packet type": "hello",
    "bad base64": "b!!!!",
    "bad UTF-8": Buffer.from([0x34, 0xc3, 0x28]),
    "an unfinished character": Buffer.from([0x34, 0xe2, 0x82]),
    "a separator at the end": `4a${SEPARATOR}`,
  };
  for (const [name, body] of Object.entries(malformed)) {
    // Bad input: 15
    test(`by ${name}`, async () => {
      const session = await Polling.open();
      assert.equal((await session.post(body)).status, 400);
      assert.equal(await session.isOver(), true);
    });
  }

  for (const packet of ["2", "0{}", "5"]) {
    test(`by a packet ${packet}, which is not the client's to send here`, async () => {
      const session = await Polling.open();
      await session.post(packet);
      assert.equal(await session.isOver(), true);
    });
  }

  // Bad input: 12
  test("by a second poll", async () => {
    const session = await Polling.open();
    const answers = await Promise.all([session.get(), session.get()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    assert.equal(answers.find(({ status }) => status === 200).body, "1");
    assert.equal(await session.isOver(), true);
  });

  // Bad input: 12
  test("by a second POST while the first is still coming", async (t) => {
    const session = await Polling.open();
    const slow = await rawPost(t, session, "Content-Length: 10", "4");
    let refused;
    do {
      refused = await session.post("3");
    } while (refused.status === 200);
    assert.equal(refused.status, 400);
    await slow.answered();
    assert.equal(statusOf(slow), 400);
    assert.equal(await session.isOver(), true);
  });

  // Bad input: 10
  test("by a declared length over the limit, of which nothing is read", async (t) => {
    const session = await Polling.open();
    const tcp = await rawPost(t, session, `Content-Length: ${LIMIT + 1}`, "4");
    await tcp.answered();
    assert.equal(statusOf(tcp), 413);
    assert.equal(bodyOf(tcp), "", "as the reference server has it");
    assert.equal(await session.isOver(), true);
  });

  test("and says so to the body before it ends the poll that waits", async (t) => {
    const session = await Polling.open();
    const poll = session.get();
    await new Promise((done) => setTimeout(done, 50));
    const tcp = await rawPost(t, session, `Content-Length: ${LIMIT + 1}`, "4");
    const first = await Promise.race([poll.then(() => "the poll"), tcp.answered().then(() => "the body")]);
    assert.equal(first, "the body");
    assert.equal((await poll).body, "1");
  });

  // Bad input: 10
  test("by chunks that add up to more than the limit", async (t) => {
    const session = await Polling.open();
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const tcp = await rawPost(t, session, "Transfer-Encoding: chunked", chunk.repeat(17));
    await tcp.answered();
    assert.equal(statusOf(tcp), 413);
    assert.equal(bodyOf(tcp), "", "as the reference server has it");
    assert.equal(await session.isOver(), true);
  });

  // Bad input: 11
  test("with its heartbeat when a body dribbles", async (t) => {
    const session = await Polling.open();
    const tcp = await rawPost(t, session, "Content-Length: 1000", "4");
    const dribble = setInterval(() => tcp.socket.write("x"), 20);
    t.after(() => clearInterval(dribble));
    await tcp.answered();
    assert.equal(statusOf(tcp), 400);
    assert.equal(await session.isOver(), true);
  });

  // Bad input: 13
  test("when its poll was aborted: the next one is refused", async () => {
    const session = await Polling.open();
    const abort = new AbortController();
    const poll = session.get({ signal: abort.signal }).catch(() => {});
    setTimeout(() => abort.abort(), 20);
    await poll;
    await within((async () => {
      while (!await session.isOver()) { /* a ping may be on its way to the connection that is gone */ }
    })(), "the end of the session");
  });
});

// Bad input: 16
suite("A body that is not understood", () => {
  for (const headers of [{ "content-encoding": "gzip" }, { "content-type": "application/octet-stream" }]) {
    test(`by its ${JSON.stringify(headers)} is refused and harms nobody`, async () => {
      const session = await Polling.open();
      assert.equal((await session.post("4x", { headers })).status, 400);
      await session.post("4plain");
      assert.deepEqual(await session.packets(), ["4plain"]);
    });
  }
});
