// One cluster of two servers of Parley and two of Node: whatever one of them is told to do, all do alike. The two of Node
// differ in their Redis client and, on the classic wire, in where they publish their answers.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Emitter } from "@socket.io/redis-emitter";
import { createClient } from "redis";
import { io } from "socket.io-client";
import { next, within } from "../waiting.js";
import { Peers } from "./peers.js";

const { REDIS_URL, REDIS_ADAPTER, PARLEY_A, PARLEY_B } = process.env;
/** Node tells nobody when a socket of another server has joined a room, and Parley then needs a moment. */
const A_MOMENT = 300;

const servers = [
  { name: "parley-a", url: PARLEY_A },
  { name: "parley-b", url: PARLEY_B },
];
const peers = new Peers();

const url = (server) => `${server.url}/cluster`;

async function connect(server) {
  const socket = io(url(server), { forceNew: true, transports: ["websocket"] });
  socket.received = [];
  socket.onAny((event, ...args) => socket.received.push([event, ...args.filter((arg) => typeof arg !== "function")]));
  await next(socket, "connect");
  return socket;
}

const run = async (socket, op, command = {}) => {
  const answer = await within(socket.emitWithAck("command", { op, ...command }), op);
  assert.ok(!answer?.failure, answer?.failure);
  return answer;
};

/** Everything that was on its way has arrived when this event of the same sender has. */
async function settle(by, sockets) {
  const event = `settled-${Math.random()}`;
  const all = sockets.map((socket) => next(socket, event));
  await run(by, "emit", { event, args: [] });
  await Promise.all(all);
}

const news = (socket) => {
  const all = socket.received.filter(([event]) => !event.startsWith("settled-"));
  socket.received.length = 0;
  return all;
};

before(async () => {
  servers.push(await peers.start("node-redis", "redis"), await peers.start("node-ioredis", "ioredis"));
});

after(() => peers.end());

for (const from of ["parley-a", "parley-b", "node-redis", "node-ioredis"]) {
  describe(`at the command of ${from}`, () => {
    let sockets;
    let by;
    const at = (name) => sockets.find((socket) => socket.server === name);
    const clients = async (t) => {
      sockets = [];
      for (const server of servers) {
        const socket = await connect(server);
        socket.server = server.name;
        sockets.push(socket);
        t.after(() => socket.disconnect());
      }
      by = at(from);
    };
    /** An event does not tell: a server of Node hears its own events at once, and its own commands by Redis. */
    const emptied = async (room) => {
      while ((await run(by, "fetch", { rooms: [room] })).length > 0) {
        await pause(20);
      }
    };
    const expectNews = async (expected) => {
      await settle(by, sockets.filter((socket) => socket.connected));
      for (const socket of sockets) {
        assert.deepEqual(news(socket), expected(socket), `at ${socket.server}`);
      }
      peers.assertLive();
    };

    test("everybody gets a broadcast", async (t) => {
      await clients(t);
      await run(by, "emit", { event: "hi", args: ["all", 1, 2.5, -7, 2 ** 40, null, true, { a: ["ä", "😀"] }] });
      await expectNews(() => [["hi", "all", 1, 2.5, -7, 2 ** 40, null, true, { a: ["ä", "😀"] }]]);
    });

    test("bytes arrive as bytes, dates as their text", async (t) => {
      await clients(t);
      const args = [Buffer.from([0, 1, 255]), { deep: [Buffer.from("x")] }];
      const date = "2020-01-02T03:04:05.006Z";
      const dated = from.startsWith("node");
      await run(by, "emit", { event: "bytes", args: dated ? [...args, { $date: date }] : args });
      await settle(by, sockets);
      for (const socket of sockets) {
        const [[, first, second, third]] = news(socket);
        assert.deepEqual(Buffer.from(first), args[0]);
        assert.deepEqual(Buffer.from(second.deep[0]), Buffer.from("x"));
        assert.equal(third, dated ? date : undefined);
      }
    });

    // Bad input: 77
    test("odd values harm no server", async (t) => {
      await clients(t);
      const odd = [
        JSON.parse('{"__proto__":{"a":1},"constructor":{},"toJSON":"x","":[]}'),
        JSON.parse("[".repeat(200) + "]".repeat(200)),
        { _placeholder: true, num: 7 },
        "\ud800 half a pair",
        "x".repeat(100_000),
        1.7976931348623157e308,
        5e-324,
        2 ** 63,
        -(2 ** 53),
        -0,
      ];
      await run(by, "emit", { event: "odd", args: odd });
      await settle(by, sockets);
      for (const socket of sockets) {
        const [[, , , , , long, ...numbers]] = news(socket);
        assert.equal(long, odd[4]);
        // notepack.io itself does not keep numbers of this size; between servers of Node, nothing can be done.
        assert.equal(numbers[1], 5e-324);
        assert.equal(numbers[3], -(2 ** 53));
        if (from.startsWith("parley")) {
          assert.deepEqual(numbers.slice(0, 4), odd.slice(5, 9));
        }
      }
      peers.assertLive();
    });

    test("a room gets what is for it, and nobody twice", async (t) => {
      await clients(t);
      for (const socket of sockets) {
        await run(socket, "enter", { rooms: ["tea", `of ${socket.server}`] });
      }
      await run(at("parley-b"), "enter", { rooms: ["milk"] });
      await run(at("node-redis"), "enter", { rooms: ["milk"] });
      await run(by, "emit", { rooms: ["tea"], event: "one", args: [] });
      await run(by, "emit", { rooms: ["milk"], event: "two", args: [] });
      await run(by, "emit", { rooms: ["tea", "milk"], event: "three", args: [] });
      await run(by, "emit", { rooms: ["tea"], except: ["milk"], event: "four", args: [] });
      await run(by, "emit", { except: ["milk", at("parley-a").id], event: "five", args: [] });
      await run(by, "emit", { rooms: [at("parley-a").id], event: "six", args: [] });
      await run(by, "emit", { rooms: [at("node-redis").id], event: "seven", args: [] });
      await expectNews(({ server }) => {
        const milk = server === "parley-b" || server === "node-redis";
        return [
          ["one"],
          milk && ["two"],
          ["three"],
          !milk && ["four"],
          !milk && server !== "parley-a" && ["five"],
          server === "parley-a" && ["six"],
          server === "node-redis" && ["seven"],
        ].filter(Boolean);
      });
    });

    test("what is local stays there; what is volatile arrives where it can", async (t) => {
      await clients(t);
      await run(by, "emit", { local: true, event: "local", args: [] });
      await run(by, "emit", { volatile: true, event: "volatile", args: [] });
      await expectNews(({ server }) => (server === from ? [["local"], ["volatile"]] : [["volatile"]]));
    });

    test("order is kept between a room and everybody", async (t) => {
      await clients(t);
      await Promise.all(sockets.map((socket) => run(socket, "enter", { rooms: ["order"] })));
      const sent = [];
      for (let i = 0; i < 200; i++) {
        by.emit("command", { op: "emit", rooms: i % 2 ? ["order"] : undefined, event: "n", args: [i] }, () => {});
        sent.push(["n", i]);
      }
      await expectNews(() => sent);
    });

    test("all clients acknowledge, with bytes, with nothing", async (t) => {
      await clients(t);
      sockets.forEach((socket) =>
        socket.on("question", (what, answer) => (what === "nothing" ? answer() : answer({ from: socket.server, what }))),
      );
      const { timeout, responses } = await run(by, "emitWithAck", { timeout: 5000, event: "question", args: ["x"] });
      assert.equal(timeout, false);
      assert.deepEqual(responses.map((response) => response.from).sort(), servers.map(({ name }) => name).sort());
      const bytes = await run(by, "emitWithAck", { timeout: 5000, event: "question", args: [Buffer.from([1, 2])] });
      bytes.responses.forEach(({ what }) => assert.deepEqual(Buffer.from(what), Buffer.from([1, 2])));
      const nothing = await run(by, "emitWithAck", { timeout: 5000, event: "question", args: ["nothing"] });
      assert.deepEqual(nothing, { timeout: false, responses: [null, null, null, null] });
      const nobody = await run(by, "emitWithAck", { timeout: 5000, rooms: ["nobody"], event: "question", args: ["x"] });
      assert.deepEqual(nobody, { timeout: false, responses: [] });
    });

    test("one client that does not acknowledge is missed", async (t) => {
      await clients(t);
      sockets
        .filter(({ server }) => server !== "parley-b")
        .forEach((socket) => socket.on("question", (what, answer) => answer(socket.server)));
      const { timeout, responses } = await run(by, "emitWithAck", { timeout: 800, event: "question", args: ["x"] });
      assert.equal(timeout, true);
      assert.deepEqual(responses.sort(), ["node-ioredis", "node-redis", "parley-a"]);
    });

    test("sockets of all servers are fetched", async (t) => {
      await clients(t);
      await run(at("parley-a"), "enter", { rooms: ["tea"] });
      await run(at("node-ioredis"), "enter", { rooms: ["tea"] });
      const all = await run(by, "fetch");
      assert.deepEqual(all.map(({ id }) => id).sort(), sockets.map(({ id }) => id).sort());
      for (const { id, data, rooms, address } of all) {
        const socket = sockets.find((candidate) => candidate.id === id);
        assert.equal(data.server, socket.server);
        assert.ok(rooms.includes(id));
        assert.match(address, /127\.0\.0\.1/);
      }
      const tea = await run(by, "fetch", { rooms: ["tea"], except: [at("parley-a").id] });
      assert.deepEqual(tea.map(({ id }) => id), [at("node-ioredis").id]);
    });

    test("sockets of all servers join and leave", async (t) => {
      await clients(t);
      await run(by, "join", { except: [at("parley-b").id], names: ["tea", "milk"] });
      await pause(A_MOMENT);
      await run(by, "emit", { rooms: ["tea"], event: "one", args: [] });
      await expectNews(({ server }) => (server === "parley-b" ? [] : [["one"]]));
      await run(by, "leave", { rooms: ["milk"], names: ["tea"] });
      await within(emptied("tea"), "everybody leaves tea");
      await run(by, "emit", { rooms: ["tea"], event: "two", args: [] });
      await run(by, "emit", { rooms: ["milk"], event: "three", args: [] });
      await expectNews(({ server }) => (server === "parley-b" ? [] : [["three"]]));
    });

    // Only Node's classic adapter has such a question.
    const asksForRooms = REDIS_ADAPTER === "pubsub" || from.startsWith("parley");
    (asksForRooms ? test : () => {})("all rooms are known", async (t) => {
      await clients(t);
      await run(at("parley-b"), "enter", { rooms: ["only at parley-b"] });
      await run(at("node-redis"), "enter", { rooms: ["only at node-redis"] });
      const rooms = await run(by, "allRooms");
      for (const room of ["only at parley-b", "only at node-redis", ...sockets.map(({ id }) => id)]) {
        assert.ok(rooms.includes(room), room);
      }
    });

    test("servers tell and ask each other", async (t) => {
      await clients(t);
      const what = { n: Math.random(), list: [1, "x", null] };
      await run(by, "tell", { what });
      const { missing, responses } = await run(by, "ask", { what });
      assert.equal(missing, 0);
      assert.deepEqual(
        responses.map(({ server }) => server).sort(),
        servers.map(({ name }) => name).filter((name) => name !== from).sort(),
      );
      responses.forEach(({ echo }) => assert.deepEqual(echo, what));
      for (const socket of sockets) {
        const heard = (await run(socket, "heard")).filter(({ n }) => n === what.n);
        assert.deepEqual(heard, socket.server === from ? [] : [what], socket.server);
      }
    });

    test("sockets of all servers are disconnected", async (t) => {
      await clients(t);
      const others = sockets.filter((socket) => socket !== by);
      const reasons = others.map((socket) => next(socket, "disconnect"));
      await run(by, "disconnect", { except: [by.id], close: false });
      for (const [reason] of (await Promise.all(reasons)).map((reason) => [].concat(reason))) {
        assert.match(reason, /io server disconnect/);
      }
      assert.ok(by.connected);
      peers.assertLive();
    });
  });
}

// There is one for the classic wire only.
(REDIS_ADAPTER === "pubsub" ? describe : () => {})("the emitter", () => {
  let redis;
  let emitter;
  before(async () => {
    redis = await createClient({ url: REDIS_URL }).connect();
    emitter = new Emitter(redis).of("/cluster");
  });
  after(() => redis.close());

  test("reaches clients and servers, and moves sockets", async (t) => {
    const sockets = [];
    for (const server of servers) {
      const socket = await connect(server);
      t.after(() => socket.disconnect());
      sockets.push(socket);
    }
    const [first] = sockets;
    await run(first, "enter", { rooms: ["tea"] });
    const all = (event) => Promise.all(sockets.map((socket) => next(socket, event)));

    const heard = all("bytes");
    emitter.emit("bytes", Buffer.from([7]), new Date(0));
    (await heard).forEach(([bytes, date]) => {
      assert.deepEqual(Buffer.from(bytes), Buffer.from([7]));
      assert.equal(date, "1970-01-01T00:00:00.000Z");
    });

    const inTea = next(first, "tea");
    emitter.to("tea").emit("tea", 1);
    assert.deepEqual(await inTea, [1]);

    emitter.socketsJoin("milk");
    await pause(A_MOMENT);
    const inMilk = all("milk");
    emitter.to("milk").volatile.emit("milk");
    await inMilk;

    emitter.in("tea").socketsLeave("milk");
    emitter.serverSideEmit("tell", { n: "of the emitter" });
    await pause(A_MOMENT);
    emitter.to("milk").emit("milk again");
    await Promise.all(sockets.slice(1).map((socket) => next(socket, "milk again")));
    assert.ok(!first.received.some(([event]) => event === "milk again"));
    for (const socket of sockets) {
      assert.equal((await run(socket, "heard")).filter(({ n }) => n === "of the emitter").length, 1);
    }

    const gone = all("disconnect");
    emitter.disconnectSockets(true);
    await gone;
    peers.assertLive();
  });
});
