import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { next } from "../waiting.js";

export const url = process.env.PARLEY_URL;
/** The server, and the path of its sockets: everything may be below a context root. */
const { origin, pathname } = new URL(url);
export const path = `${pathname.replace(/\/$/, "")}/socket.io`;

/** What a client can be told about transports, with the one that it must end up on. */
export const TRANSPORTS = [
  { title: "polling, then an upgrade", options: {}, first: "polling", last: "websocket" },
  { title: "websocket alone", options: { transports: ["websocket"] }, first: "websocket", last: "websocket" },
  { title: "polling alone", options: { transports: ["polling"] }, first: "polling", last: "polling" },
];

let users = 0;

/** A user id that no other test has. */
export function someone(name = "user") {
  return `${name}-${process.pid}-${++users}`;
}

/** A token of the server in development mode. */
export function tokenOf(user, parameters) {
  return tokenAt(url, user, parameters);
}

/** A client that is gone when the test is over. */
export function client(t, options = {}) {
  const socket = io(origin, { path, forceNew: true, ...options });
  t.after(() => socket.disconnect());
  return socket;
}

/** A client that has been let in as a user. Asks for a fresh token whenever it connects. */
export async function signedIn(t, user, options = {}) {
  const auth = (give) => tokenOf(user).then((token) => give({ token }), () => give({}));
  const socket = client(t, { auth, ...options });
  await next(socket, "connect");
  return socket;
}

/** A client that is in a room, too. */
export async function member(t, user, room, options = {}) {
  const socket = await signedIn(t, user, options);
  await socket.emitWithAck("join-room", { room });
  return socket;
}

/** Waits until a client that may upgrade has done so. */
export async function settled(socket, { last }) {
  if (socket.io.engine.transport.name !== last) {
    await next(socket.io.engine, "upgrade");
  }
}
