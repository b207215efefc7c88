import assert from "node:assert/strict";
import { hostname } from "node:os";
import { test } from "node:test";
import { tokenAt } from "../tokens.js";
import { connected, heard, open, operator, PASSWORD, refused, USER, visitor } from "./support.js";

const server = process.env.PARLEY_URL;
const admin = `${server}/admin`;

test("nobody gets in without the role, and everybody is told why", async (t) => {
  const nobody = await refused(open(t, admin, { username: "", password: "" }));
  assert.equal(nobody.data.code, "AUTHENTICATION_FAILED");
  const kim = await refused(open(t, admin, { token: await tokenAt(server, "kim") }));
  assert.equal(kim.data.code, "AUTHORIZATION_FAILED");
  const guess = await refused(open(t, admin, { username: USER, password: "guess" }));
  assert.equal(guess.message, "invalid credentials", "with which the UI shows its form again");
  assert.equal(guess.data.code, "AUTHENTICATION_FAILED");
});

test("who has typed the password has a session, which is enough from then on", async (t) => {
  const typed = await connected(open(t, admin, { username: USER, password: PASSWORD }));
  const [sessionId] = await heard(typed, "session");
  await connected(open(t, admin, { sessionId }));
  assert.equal((await refused(open(t, admin, { sessionId: "another" }))).message, "invalid credentials");
});

test("an operator is told what there is", async (t) => {
  const kim = await visitor(t, server, "kim");
  const root = await operator(t, server);
  const [{ supportedFeatures }] = await heard(root, "config");
  assert.deepEqual(supportedFeatures, [
    "EMIT",
    "JOIN",
    "LEAVE",
    "DISCONNECT",
    "MJOIN",
    "MLEAVE",
    "MDISCONNECT",
    "AGGREGATED_EVENTS",
    "ALL_EVENTS",
  ]);
  const [sockets] = await heard(root, "all_sockets");
  const shown = sockets.find((socket) => socket.id === kim.id);
  assert.equal(shown.nsp, "/");
  assert.equal(shown.data.userId, "kim");
  assert.match(shown.clientId, /^[\w-]{12}$/);
  assert.ok(!kim.io.engine.id.startsWith(shown.clientId), "the id of the session is a secret");
  assert.ok(shown.rooms.includes(kim.id));
  const [stats] = await heard(root, "server_stats", ({ aggregatedEvents }) => aggregatedEvents.length > 0);
  assert.equal(stats.serverId, hostname());
  assert.equal(stats.hostname, hostname());
  assert.ok(stats.clientsCount >= 2);
  assert.ok(stats.namespaces.some(({ name, socketsCount }) => name === "/" && socketsCount >= 1));
  for (const bucket of stats.aggregatedEvents) {
    assert.equal(bucket.timestamp % 1000, 0);
    assert.ok(bucket.count > 0);
  }
});

test("an operator is told what happens, without any token", async (t) => {
  const root = await operator(t, server);
  await heard(root, "all_sockets");
  const leo = await visitor(t, server, "leo");
  const token = await tokenAt(server, "leo");
  await leo.emitWithAck("join-room", { room: "tea" });
  await leo.emitWithAck("authenticate", { token });
  leo.disconnect();

  const id = await heard(root, "socket_connected", ({ data }) => data.userId === "leo").then(([socket]) => socket.id);
  await heard(root, "room_joined", (nsp, room, who) => room === "tea" && who === id);
  await heard(root, "event_received", (nsp, who, [name]) => who === id && name === "join-room");
  const [, , secret] = await heard(root, "event_received", (nsp, who, [name]) => who === id && name === "authenticate");
  assert.deepEqual(secret, ["authenticate", { token: "(hidden)" }]);
  await heard(root, "event_sent", (nsp, who, [name]) => who === id && name === "room-joined");
  const [, , reason, at] = await heard(root, "socket_disconnected", (nsp, who) => nsp === "/" && who === id);
  assert.equal(reason, "client namespace disconnect");
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  await heard(root, "room_left", (nsp, room, who) => room === "tea" && who === id);
  assert.ok(!JSON.stringify(root.heard).includes(token));
});

test("an operator acts on a socket, on a room and on everybody", async (t) => {
  const root = await operator(t, server);
  const [mia, ned] = await Promise.all([visitor(t, server, "mia"), visitor(t, server, "ned")]);
  root.emit("join", "/", "den", mia.id);
  root.emit("emit", "/", "den", "for-the-den", 1);
  root.emit("emit", "/", null, "for-all", 2);
  assert.equal((await heard(mia, "for-the-den"))[0], 1);
  assert.equal((await heard(ned, "for-all"))[0], 2);
  root.emit("leave", "/", "den");
  root.emit("emit", "/", "den", "too-late");
  root.emit("_disconnect", "/", false, mia.id);
  await heard(root, "socket_disconnected", (nsp, id, reason) => id !== ned.id && reason === "server namespace disconnect");
  root.emit("_disconnect", "/", true, ned.id);
  await heard(root, "socket_disconnected", (nsp, id, reason) => reason === "server namespace disconnect");
  assert.ok(!mia.heard.some(([name]) => name === "too-late"));
  assert.ok(!ned.heard.some(([name]) => name === "for-the-den"));
});
