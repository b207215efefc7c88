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
  // Bad input: 1, 2, 3, 4
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

// Bad input: 3, 6, 7
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

suite("The subprotocols of a WebSocket", () => {
  /** The status line and the header of the answer to an upgrade, whose headers stand as they are given. */
  async function offer(t, target, ...headers) {
    const tcp = await connection(t);
    const lines = headers.map((value) => `Sec-WebSocket-Protocol:${value}\r\n`).join("");
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    tcp.socket.write(Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${server.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}${lines}\r\n`, "latin1"));
    await tcp.until((bytes) => bytes.includes("\r\n\r\n"), "an answer");
    const head = tcp.received().toString("latin1").split("\r\n\r\n")[0];
    const chosen = [...head.matchAll(/^sec-websocket-protocol: *(.*)$/gim)].map((match) => match[1].trim());
    return [Number(head.split(" ")[1]), ...chosen];
  }

  const good = [
    [[], []],
    [[" a"], ["a"]],
    [[" a, b"], ["a"]],
    [[" b,a"], ["b"]],
    [[" a", " b"], ["a"]],
    [[" \ta \t,\tb"], ["a"]],
    [[" v1.x~!#$%&'*+-.^_`|"], ["v1.x~!#$%&'*+-.^_`|"]],
    [[` ${"p".repeat(4000)}`], ["p".repeat(4000)]],
  ];
  for (const [offered, chosen] of good) {
    test(`${JSON.stringify(offered).slice(0, 60)} are answered with the first`, async (t) => {
      assert.deepEqual(await offer(t, address(ECHO, "websocket"), ...offered), [101, ...chosen]);
      const session = await Polling.open();
      assert.deepEqual(await offer(t, session.upgrade, ...offered), [101, ...chosen]);
    });
  }

  for (const offered of [[""], [" a,,b"], [" a,"], [" a,a"], [" a", " a"], [" a b"], [" a/b"], [' "a"'], [" a;q=1, b"], [" \xe9"]]) {
    test(`${JSON.stringify(offered)} are refused, and the session is none the worse`, async (t) => {
      const session = await Polling.open();
      assert.deepEqual(await offer(t, session.upgrade, ...offered), [400]);
      await session.post("4unharmed");
      assert.deepEqual(await session.packets(), ["4unharmed"]);
    });
  }

  test("suit a client that sends and receives", async (t) => {
    const peer = await echo(t, { protocols: ["chat.v2", "chat.v1"] });
    assert.equal(peer.socket.protocol, "chat.v2");
    peer.send("4hello");
    assert.equal(await peer.next(), "4hello");
  });
});

// Bad input: 24
test("compression is not negotiated", async (t) => {
  const peer = await echo(t, { perMessageDeflate: true });
  assert.equal(peer.headers["sec-websocket-extensions"], undefined);
  assert.equal(peer.socket.extensions, "");
});

// Bad input: 8
test("a client that joins no namespace is closed after the connect timeout", async (t) => {
  const peer = new Peer(t, address(SOCKET, "websocket"));
  await peer.next();
  const since = performance.now();
  assert.equal((await peer.ended()).code, 1000);
  assert.ok(performance.now() - since > 800);
});
