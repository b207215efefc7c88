import assert from "node:assert/strict";
import { test } from "node:test";
import { connected, heard, open, operator, PASSWORD, USER, visitor } from "../admin-ui/support.js";

const one = process.env.PARLEY_ONE;
const two = process.env.PARLEY_TWO;

test("who is at one node sees both, and acts on both", async (t) => {
  const before = await visitor(t, two, "bea");
  const root = await operator(t, one);
  const [sockets] = await heard(root, "all_sockets");
  assert.ok(sockets.some(({ id, nsp, transport }) => id === before.id && nsp === "/" && transport));

  const [{ serverId: first, pid }] = await heard(root, "server_stats");
  assert.ok(first.endsWith(`#${pid}`), "nodes of one machine have names of their own");
  await heard(root, "server_stats", ({ serverId }) => serverId !== first);

  const cid = await visitor(t, two, "cid");
  await heard(root, "socket_connected", ({ id }) => id === cid.id);
  await cid.emitWithAck("join-room", { room: "tea" });
  await heard(root, "room_joined", (nsp, room, id) => room === "tea" && id === cid.id);

  root.emit("join", "/", "den", cid.id);
  await heard(root, "room_joined", (nsp, room, id) => room === "den" && id === cid.id);
  root.emit("emit", "/", "den", "news", 1);
  assert.equal((await heard(cid, "news"))[0], 1);
  const gone = new Promise((resolve) => cid.once("disconnect", resolve));
  root.emit("_disconnect", "/", true, "den");
  assert.equal(await gone, "io server disconnect");
});

test("a session that has begun at one node is good at the other", async (t) => {
  const typed = await connected(open(t, `${one}/admin`, { username: USER, password: PASSWORD }));
  const [sessionId] = await heard(typed, "session");
  await heard(typed, "server_stats", ({ namespaces }) => namespaces.some(({ name }) => name === "/admin"));
  await connected(open(t, `${two}/admin`, { sessionId }));
});
