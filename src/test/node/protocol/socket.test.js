import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import { address, assertServes, joined, Peer, Polling, SOCKET } from "./engine.js";

afterEach(assertServes);

async function opened(t) {
  const peer = new Peer(t, address(SOCKET, "websocket"));
  await peer.next();
  return peer;
}

suite("A CONNECT", () => {
  const ACCEPTED = [
    { sent: "40", answer: /^40\{"sid":"[\w-]+"\}$/, auth: '42["auth",{}]' },
    { sent: '40{"token":"t"}', answer: /^40\{"sid":"[\w-]+"\}$/, auth: '42["auth",{"token":"t"}]' },
    { sent: "40/custom,", answer: /^40\/custom,\{"sid":"[\w-]+"\}$/, auth: '42/custom,["auth",{}]' },
    { sent: "40/custom", answer: /^40\/custom,\{"sid":"[\w-]+"\}$/, auth: '42/custom,["auth",{}]' },
    { sent: '40/custom,{"a":[1]}', answer: /^40\/custom,\{"sid":"[\w-]+"\}$/, auth: '42/custom,["auth",{"a":[1]}]' },
  ];
  for (const { sent, answer, auth } of ACCEPTED) {
    test(`as ${sent} is accepted`, async (t) => {
      const peer = await opened(t);
      peer.send(sent);
      assert.match(await peer.next(), answer);
      assert.equal(await peer.next(), auth);
    });
  }

  test("over polling is accepted, too", async () => {
    const session = await Polling.open(SOCKET);
    await session.post("40");
    const packets = await session.packets();
    assert.match(packets[0], /^40\{"sid"/);
    assert.notEqual(JSON.parse(packets[0].slice(2)).sid, session.handshake.sid);
  });

  // Bad input: 37
  test("to a namespace that is not there is refused, a thousand times if need be", async (t) => {
    const peer = await opened(t);
    for (let i = 0; i < 1000; i++) {
      peer.send(`40/nowhere-${i},`);
    }
    for (let i = 0; i < 1000; i++) {
      assert.equal(await peer.next(), `44/nowhere-${i},{"message":"Invalid namespace"}`);
    }
  });
});

suite("A DISCONNECT", () => {
  test("of one namespace leaves the other", async (t) => {
    const peer = await joined(t);
    peer.send("40/custom,");
    assert.match(await peer.next(), /^40\/custom,/);
    await peer.next();
    peer.send("41/custom,");
    peer.send('42["message","main"]');
    assert.equal(await peer.next(), '42["message-back","main"]');
  });

  test("of the only namespace allows another CONNECT", async (t) => {
    const peer = await joined(t);
    peer.send("41");
    peer.send("40");
    assert.match(await peer.next(), /^40\{"sid"/);
  });
});

suite("An event", () => {
  const ECHOED = [
    ['42["message"]', '42["message-back"]'],
    ['42["message",1,"2",{"3":[true,null,-0.5]}]', '42["message-back",1,"2",{"3":[true,null,-0.5]}]'],
    ['42["message","€ 🎈 \\u2028"]', null],
    ['420["message-with-ack"]', "430[]"],
    ['42999999999999999["message-with-ack",{"a":1}]', '43999999999999999[{"a":1}]'],
    ['42["message","\\ud83d and \\udf88"]', '42["message-back","\\ud83d and \\udf88"]'],
    ['42["message",{"__proto__":{"x":1}}]', '42["message-back",{"__proto__":{"x":1}}]'],
  ];
  for (const [sent, answer] of ECHOED) {
    test(`as ${sent} is answered`, async (t) => {
      const peer = await joined(t);
      peer.send(sent);
      const received = await peer.next();
      if (answer === null) {
        assert.deepEqual(JSON.parse(received.slice(2))[1], JSON.parse(sent.slice(2))[1]);
      } else {
        assert.equal(received, answer);
      }
    });
  }

  for (const sent of ['42["nobody-listens"]', "43123[]", "4317[1]", "42[1]"]) {
    // Bad input: 41
    test(`as ${sent}, which nobody waits for, is ignored`, async (t) => {
      const peer = await joined(t);
      peer.send(sent);
      peer.send('42["message"]');
      assert.equal(await peer.next(), '42["message-back"]');
    });
  }

  test("with attachments comes back with them, and so does its acknowledgement", async (t) => {
    const peer = await joined(t);
    const place = (num) => `{"_placeholder":true,"num":${num}}`;
    const bytes = [Buffer.from([1, 2, 3]), Buffer.alloc(0), Buffer.alloc(5000, 9)];
    for (const [sent, answer] of [
      [`453-["message",${place(0)},{"deep":[${place(1)}]},${place(2)}]`, `453-["message-back",${place(0)},{"deep":[${place(1)}]},${place(2)}]`],
      [`453-7["message-with-ack",${place(0)},{"deep":[${place(1)}]},${place(2)}]`, `463-7[${place(0)},{"deep":[${place(1)}]},${place(2)}]`],
    ]) {
      [sent, ...bytes].forEach((frame) => peer.send(frame));
      for (const frame of [answer, ...bytes]) {
        assert.deepEqual(await peer.next(), frame);
      }
    }
  });
});

const PLACE = '{"_placeholder":true,"num":0}';
const BYTES = Buffer.from([1]);

/** What a client that has joined may not send; all of these are no packets. */
const MALFORMED = [
  ["4"],
  ["47"],
  ["4-"],
  ["4abc"],
  ["42"],
  ["42{}"],
  ["42[]"],
  ["42[null]"],
  ["42[{}]"],
  ['42"message"'],
  ['42["message"'],
  ['42["message"]]'],
  ['42abc["message"]'],
  ['42-1["message"]'],
  ['42["connect"]'],
  ['42["connect_error"]'],
  ['42["disconnect"]'],
  ['42["disconnecting"]'],
  ['42["newListener"]'],
  ['42["removeListener"]'],
  ["43[]"],
  ["431{}"],
  ["41{}"],
  [`42${2n ** 64n}["message-with-ack"]`],
  [`42${"1".repeat(1000)}["message-with-ack"]`],
  ['450-["message"]'],
  [`4511-["message",${PLACE}]`],
  [`451000000000-["message",${PLACE}]`],
  [`45-["message",${PLACE}]`],
  [`45["message",${PLACE}]`],
  [`451.5-["message",${PLACE}]`],
  [`451-["message",${PLACE}]`, '42["message"]'],
  [BYTES],
  ['451-["message"]', BYTES],
  ['451-["message",{"_placeholder":true,"num":-1}]', BYTES],
  ['451-["message",{"_placeholder":true,"num":1}]', BYTES],
  ['451-["message",{"_placeholder":true,"num":"0"}]', BYTES],
  ['451-["message",{"_placeholder":true}]', BYTES],
  ['451-["message",{"_placeholder":true,"num":1e999999999}]', BYTES],
  [`451-["message",${PLACE},${PLACE}]`, BYTES],
  [`42["message",${"[".repeat(100_000)}${"]".repeat(100_000)}]`],
  [`42["message",${"9".repeat(500_000)}]`],
];

/** What is a packet, but not one that this client may send now. */
const OUT_OF_TURN = [["40"], ['44{"message":"no"}'], ['42/custom,["message"]'], ["41/custom,"]];

// Bad input: 34, 35, 36, 38, 39, 40, 42, 43, 44, 45, 46
suite("A client that has joined is closed", () => {
  for (const [packets, code, reason] of [
    ...MALFORMED.map((frames) => [frames, 1002, "parse error"]),
    ...OUT_OF_TURN.map((frames) => [frames, 1000, "forced close"]),
  ]) {
    test(`with ${code} after ${packets.map(String).join(" and ").slice(0, 80)}`, async (t) => {
      const peer = await joined(t);
      packets.forEach((packet) => peer.send(packet));
      assert.deepEqual(await peer.ended(), { code, reason });
    });
  }
});

// Bad input: 35
suite("A client that has not joined is closed", () => {
  for (const [packet, code, reason] of [
    ['42["message"]', 1000, "forced close"],
    ['42/custom,["message"]', 1000, "forced close"],
    ["41", 1000, "forced close"],
    ["430[]", 1000, "forced close"],
    [`451-["message",${PLACE}]`, 1002, "parse error"],
    ["40[]", 1002, "parse error"],
    ['40"token"', 1002, "parse error"],
  ]) {
    test(`with ${code} after ${packet}`, async (t) => {
      const peer = await opened(t);
      peer.send(packet);
      assert.deepEqual(await peer.ended(), { code, reason });
    });
  }
});

// Bad input: 46
suite("JSON at the edge", () => {
  for (const [name, value] of [
    ["an enormous exponent", "1e999999999"],
    ["a member twice", '{"a":1,"a":2}'],
    ["a depth of two hundred", `${"[".repeat(200)}${"]".repeat(200)}`],
  ]) {
    test(`with ${name} is answered or refused, and soon`, async (t) => {
      const peer = await joined(t);
      peer.send(`42["message",${value}]`);
      const answer = await Promise.race([peer.next().catch(() => null), peer.ended()]);
      assert.ok(answer?.code === 1002 || String(answer).startsWith('42["message-back"'), JSON.stringify(answer));
    });
  }
});
