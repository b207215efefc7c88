import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { within } from "../waiting.js";

export const USER = "ada";
export const PASSWORD = "open sesame";

/** A stock client in a namespace, with all that it hears; closed when the test ends. */
export function open(t, url, auth, options = {}) {
  const socket = io(url, { auth, forceNew: true, reconnection: false, ...options });
  t.after(() => socket.disconnect());
  socket.heard = [];
  socket.onAny((...event) => socket.heard.push(event));
  return socket;
}

export async function connected(socket) {
  await within(
    new Promise((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    }),
    "a connection",
  );
  return socket;
}

/** The error that a CONNECT is refused with. */
export function refused(socket) {
  return within(new Promise((resolve) => socket.once("connect_error", resolve)), "a refusal");
}

/** Somebody of the chat. */
export async function visitor(t, server, user) {
  return connected(open(t, server, { token: await tokenAt(server, user) }));
}

/** An operator with a token. */
export async function operator(t, server) {
  return connected(open(t, `${server}/admin`, { token: await tokenAt(server, "root", { groups: "admin" }) }));
}

/** The first event that has come, or comes, for which the predicate holds. */
export async function heard(socket, name, matches = () => true) {
  const fits = (event) => event[0] === name && matches(...event.slice(1));
  return within(
    new Promise((resolve) => {
      const found = socket.heard.find(fits);
      if (found) {
        resolve(found.slice(1));
        return;
      }
      const listener = (...event) => {
        if (fits(event)) {
          socket.offAny(listener);
          resolve(event.slice(1));
        }
      };
      socket.onAny(listener);
    }),
    `${name} among ${JSON.stringify(socket.heard.map(([event]) => event))}`,
  );
}
