import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import { address, assertServes, echo, ECHO, Peer, PING_INTERVAL, PING_TIMEOUT, Polling, SOCKET } from "./engine.js";
import { connection, request, server } from "./http.js";

afterEach(assertServes);

/** A refused upgrade: its status and body. */
function refusal(t, target) {
  const peer = new Peer(t, target);
  return new Promise((resolve, reject) => {
    peer.socket.once("open", () => reject(new Error("it was let in")));
    peer.socket.once("unexpected-response", (outgoing, incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("end", () => resolve({ status: incoming.statusCode, body: Buffer.concat(chunks).toString() }));
    });
  });
}

const REFUSED = [
  { query: "transport=polling", code: 5 },
  { query: "EIO=3&transport=polling", code: 5 },
  { query: "EIO=abc&transport=polling", code: 5 },
  { query: "EIO=4&EIO=4&transport=polling", code: 5 },
  { query: "EIO=4", code: 0 },
  { query: "EIO=4&transport=carrier-pigeon", code: 0 },
  { query: "EIO=4&transport=polling&transport=polling", code: 0 },
  { query: "EIO=4&transport=polling&sid=nobody", code: 1 },
  { query: "EIO=4&transport=polling&sid=__proto__", code: 1 },
  { query: "EIO=4&transport=polling&sid=", code: 1 },
  { query: "EIO=4&transport=polling&sid=a&sid=b", code: 1 },
  { query: "EIO=4&transport=websocket", code: 3 },
];

for (const path of [ECHO, SOCKET]) {
  suite(`Opening a session at ${path}`, () => {
    for (const target of [path, path.slice(0, -1)]) {
      test(`by GET ${target} tells what the session is`, async () => {
        const { status, headers, body } = await request("GET", address(target, "polling"));
        assert.equal(status, 200);
        assert.match(headers["content-type"], /^text\/plain; *charset=utf-8$/i);
        assert.match(headers["cache-control"], /no-store/);
        const { sid, ...terms } = JSON.parse(body.slice(1));
        assert.equal(body[0], "0");
        assert.match(sid, /^[\w-]{20}$/);
        const beat = { pingInterval: PING_INTERVAL, pingTimeout: PING_TIMEOUT };
        assert.deepEqual(terms, { upgrades: ["websocket"], ...beat, maxPayload: 1_000_000 });
      });

      test(`by a WebSocket to ${target} offers no upgrade`, async (t) => {
        const peer = new Peer(t, address(target, "websocket"));
        const frame = await peer.next();
        assert.equal(frame[0], "0");
        assert.deepEqual(JSON.parse(frame.slice(1)).upgrades, []);
      });
    }

    for (const { query, code } of REFUSED) {
      test(`by ?${query} is refused with code ${code}`, async (t) => {
        const { status, headers, body } = await request("GET", `${path}?${query}`);
        assert.equal(status, 400);
        assert.match(headers["content-type"], /^application\/json/);
        assert.equal(JSON.parse(body).code, code);
        if (code !== 3) {
          const upgrade = await refusal(t, `${path}?${query.replaceAll("transport=polling", "transport=websocket")}`);
          assert.deepEqual([upgrade.status, JSON.parse(upgrade.body).code], [400, code]);
        }
      });
    }

    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      test(`by ${method} is refused with code 2`, async () => {
        const { status, body } = await request(method, address(path, "polling"));
        assert.deepEqual([status, JSON.parse(body)], [400, { code: 2, message: "Bad handshake method" }]);
      });
    }
  });
}

suite("A request that is out of shape", () => {
  for (const [name, size] of [["of 10 kB", 10_000], ["of 64 kB", 65_536]]) {
    test(`with a session id ${name} is refused`, async () => {
      const { status } = await request("GET", address(ECHO, "polling", { sid: "s".repeat(size) }));
      assert.ok(status >= 400 && status < 500, `${status}`);
    });
  }

  const huge = {
    "2,000 headers": Array.from({ length: 2000 }, (_, i) => `X-${i}: ${i}\r\n`).join(""),
    "a header of 64 kB": `X-Large: ${"x".repeat(65_536)}\r\n`,
  };
  for (const [name, headers] of Object.entries(huge)) {
    test(`with ${name} is refused`, async (t) => {
      const tcp = await connection(t);
      tcp.socket.write(`GET ${address(ECHO, "polling")} HTTP/1.1\r\nHost: ${server.host}\r\n${headers}\r\n`);
      await tcp.until((bytes) => bytes.includes("\r\n"), "a status line");
      assert.match(tcp.received().toString("latin1"), /^HTTP\/1\.1 4\d\d /);
    });
  }

  const KEY = { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const VERSION = { "Sec-WebSocket-Version": "13" };
  const UPGRADE = { Connection: "Upgrade", Upgrade: "websocket" };
  const broken = {
    "without a key": { ...UPGRADE, ...VERSION },
    "of another version": { ...UPGRADE, ...KEY, "Sec-WebSocket-Version": "99" },
    "to something else": { ...UPGRADE, ...KEY, ...VERSION, Upgrade: "gopher" },
  };
  for (const [name, headers] of Object.entries(broken)) {
    test(`as an upgrade ${name} is refused`, async () => {
      const { status } = await request("GET", address(ECHO, "websocket"), { headers });
      assert.ok(status >= 400 && status < 500, `${status}`);
    });
  }

  test("as an upgrade of another protocol version leaves the session alone", async (t) => {
    const session = await Polling.open();
    const { status } = await refusal(t, session.upgrade.replace("EIO=4", "EIO=3"));
    assert.equal(status, 400);
    await session.post("4unharmed");
    assert.deepEqual(await session.packets(), ["4unharmed"]);
  });
});

test("compression is not negotiated", async (t) => {
  const peer = await echo(t, { perMessageDeflate: true });
  assert.equal(peer.headers["sec-websocket-extensions"], undefined);
  assert.equal(peer.socket.extensions, "");
});

test("a client that joins no namespace is closed after the connect timeout", async (t) => {
  const peer = new Peer(t, address(SOCKET, "websocket"));
  await peer.next();
  const since = performance.now();
  assert.equal((await peer.ended()).code, 1000);
  assert.ok(performance.now() - since > 800);
});
