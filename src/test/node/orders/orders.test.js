// The example application of src/example/orders, as stock clients see it; its cluster has a server of Node, too.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { createInterface } from "node:readline";
import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { next, within, withoutOffset } from "../waiting.js";

const { PARLEY_URL } = process.env;
const sockets = [];
let peer;
let peerUrl;

before(async () => {
  peer = spawn(process.execPath, ["orders/peer.js"], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = await within(once(createInterface(peer.stdout), "line"), "the port of Node's server");
  peerUrl = `http://127.0.0.1:${port}`;
});

after(() => {
  sockets.forEach((socket) => socket.disconnect());
  peer.stdin.end();
});

async function client(namespace, user, { groups = "trader", ...auth } = {}) {
  const token = await tokenAt(PARLEY_URL, user, { groups });
  const socket = io(`${PARLEY_URL}${namespace}`, { forceNew: true, auth: { token, ...auth } });
  sockets.push(socket);
  return socket;
}

async function connected(...arguments_) {
  const socket = await client(...arguments_);
  await next(socket, "connect");
  return socket;
}

const ask = (socket, ...event) => within(socket.emitWithAck(...event), `the acknowledgement of ${event[0]}`);

/** All events of a name that have come so far, and those that still come. */
function heard(socket, event) {
  const events = [];
  socket.on(event, (value) => events.push(value));
  return events;
}

describe("the desk", () => {
  test("an order is acknowledged, and told to those of its book, at a server of Node as well", async () => {
    const ada = await connected("/orders", "ada", { book: "tea" });
    const bob = await connected("/orders", "bob", { book: "tea", groups: "observer" });
    const eve = await connected("/orders", "eve", { book: "milk", groups: "observer" });
    const atNode = io(`${peerUrl}/orders`, { forceNew: true, auth: { book: "tea" } });
    sockets.push(atNode);
    await next(atNode, "connect");
    const others = heard(eve, "order:placed");
    const told = [ada, bob, atNode].map((socket) => next(socket, "order:placed"));

    const receipt = await ask(ada, "order:place", { book: "tea", amount: 10 });

    assert.equal(typeof receipt.id, "number");
    assert.deepEqual(receipt, { id: receipt.id, book: "tea", amount: 10, trader: "ada" });
    const [ofAda, ofBob, ofNode] = await Promise.all(told);
    assert.deepEqual(withoutOffset(ofAda), [receipt]);
    assert.deepEqual(withoutOffset(ofBob), [receipt]);
    assert.deepEqual(ofNode, [receipt]);
    await ask(eve, "echo", { book: "milk", amount: 1 });
    assert.deepEqual(others, []);
  });

  test("nobody hears of an order that was rolled back, and it is not in the book", async () => {
    const ann = await connected("/orders", "ann", { book: "silk" });
    const events = heard(ann, "order:placed");
    await ask(ann, "order:place", { book: "silk", amount: 1000 });
    await ask(ann, "order:place", { book: "silk", amount: 1000 });

    const refused = await ask(ann, "order:place", { book: "silk", amount: 1 });

    assert.equal(refused.error.code, "NO_CREDIT");
    assert.deepEqual(refused.error.details, { limit: 2000 });
    assert.ok(!Number.isNaN(Date.parse(refused.error.timestamp)));
    assert.equal(await ask(ann, "order:total"), 2000);
    await ask(ann, "order:place", { book: "silk", amount: -1 });
    assert.deepEqual(
      events.map(({ amount }) => amount),
      [1000, 1000],
    );
  });

  test("who has not the role is refused, at the event and at the door", async () => {
    const observer = await connected("/orders", "olga", { groups: "observer" });
    const refused = await ask(observer, "order:place", { book: "tea", amount: 1 });
    assert.equal(refused.error.code, "AUTHORIZATION_FAILED");

    const stranger = await client("/orders", "sam", { groups: "guest" });
    const [error] = await next(stranger, "connect_error");
    assert.equal(error.data.code, "AUTHORIZATION_FAILED");
  });

  test("an order that is not valid is refused with the name of what is wrong", async () => {
    const tom = await connected("/orders", "tom");
    for (const [order, field] of [
      [{ book: "tea", amount: 0 }, /amount/],
      [{ book: "", amount: 1 }, /book/],
      ["tea", /order/],
      [undefined, /order/],
    ]) {
      const refused = await ask(tom, "order:place", ...(order === undefined ? [] : [order]));
      assert.equal(refused.error.code, "INVALID_MESSAGE", JSON.stringify(order));
      assert.match(refused.error.details.field, field);
    }
    const unknown = await ask(tom, "order:cancel", 1);
    assert.equal(unknown.error.code, "INVALID_MESSAGE");
  });

  test("who asked for no acknowledgement gets an error event", async () => {
    const tim = await connected("/orders", "tim");
    const error = next(tim, "error");
    tim.emit("order:place", { book: "tea", amount: 0 });
    assert.equal((await error)[0].code, "INVALID_MESSAGE");
  });

  test("a handler that does not block answers as well", async () => {
    const una = await connected("/orders", "una");
    assert.deepEqual(await ask(una, "echo", { book: "tea", amount: 3 }), { book: "tea", amount: 3 });
  });
});

describe("the tenants", () => {
  test("each has a namespace, and hears nothing of the others", async () => {
    const red1 = await connected("/tenants/red", "red@one");
    const red2 = await connected("/tenants/red", "red@two");
    const blue = await connected("/tenants/blue", "blue@one");
    const elsewhere = heard(blue, "notice");
    const told = next(red2, "notice");

    await ask(red1, "notice", "tea is ready");

    assert.deepEqual(withoutOffset(await told), [{ tenant: "red", text: "tea is ready" }]);
    await ask(blue, "notice", "nothing here");
    assert.deepEqual(elsewhere, []);
  });

  test("who belongs to another one is refused with a code of the application", async () => {
    const spy = await client("/tenants/red", "blue@spy");
    const [error] = await next(spy, "connect_error");
    assert.equal(error.data.code, "OTHER_TENANT");
  });

  test("a namespace that matches nothing is invalid", async () => {
    const lost = await client("/tenants/red/cellar", "red@one");
    const [error] = await next(lost, "connect_error");
    assert.equal(error.message, "Invalid namespace");
  });
});

test("the application's own REST resources and Parley's are there, side by side", async () => {
  const total = await fetch(`${PARLEY_URL}/shop/books/silk/total`);
  assert.equal(await total.text(), "2000");
  const info = await (await fetch(`${PARLEY_URL}/api/info`)).json();
  assert.equal(info.development, true);
});
