import { io, type Manager, type Socket } from "socket.io-client";
import { addressOf } from "./address.js";
import { userOf } from "./claims.js";
import { CHAT_NAMESPACE } from "./namespace.js";
import type { ConnectionOptions } from "./options.js";

/** Gives what a socket is to sign in with. */
export type Auth = (give: (auth: { token?: string }) => void) => void;

/**
 * The Managers of Socket.IO, each of which has one transport. Sockets of different namespaces share one, if all that
 * concerns the transport is the same; {@link transportKey} says what that is.
 */
const managers = new Map<string, Manager>();

/** Which connections may share a transport. Those of different users do not. */
export function transportKey(options: ConnectionOptions): string {
  const { token, userId, reconnection, reconnectionAttempts, reconnectionDelay } = options;
  const user = userId ?? (typeof token === "string" ? userOf(token) : "");
  const { url, path } = addressOf(options);
  return JSON.stringify([url, path, user, reconnection, reconnectionAttempts, reconnectionDelay]);
}

/** A new socket, which does not connect by itself. It is to be released when it is no longer used. */
export function takeSocket(options: ConnectionOptions, auth: Auth): Socket {
  const { namespace = CHAT_NAMESPACE } = options;
  const key = transportKey(options);
  let manager = managers.get(key);
  // A Manager has one socket for a namespace at most.
  if (!manager || namespace in socketsOf(manager)) {
    manager = newManager(options);
    if (!managers.has(key)) {
      managers.set(key, manager);
    }
  }
  return manager.socket(namespace, { auth });
}

/** Disconnects a socket and makes place for another one; the last socket of a Manager takes the Manager with it. */
export function releaseSocket(options: ConnectionOptions, socket: Socket): void {
  const { namespace = CHAT_NAMESPACE } = options;
  const manager = socket.io;
  socket.disconnect();
  socket.off();
  const sockets = socketsOf(manager);
  delete sockets[namespace];
  if (Object.keys(sockets).length === 0) {
    for (const [key, each] of managers) {
      if (each === manager) {
        managers.delete(key);
      }
    }
  }
}

function newManager(options: ConnectionOptions): Manager {
  const { url, path } = addressOf(options);
  if (!url) {
    throw new Error("Which server? Give the option url, or set NEXT_PUBLIC_WEBSOCKET_URL or VITE_WEBSOCKET_URL.");
  }
  const { reconnection, reconnectionAttempts, reconnectionDelay } = options;
  const manager = io(url, {
    path,
    reconnection: reconnection ?? true,
    reconnectionAttempts: reconnectionAttempts ?? Infinity,
    reconnectionDelay: reconnectionDelay ?? 1000,
    autoConnect: false,
    forceNew: true,
  }).io;
  const sockets = socketsOf(manager);
  const [named] = Object.keys(sockets);
  if (named !== CHAT_NAMESPACE) {
    throw new Error(`The option url must have no path: say ${named} in the option namespace, or in the option path.`);
  }
  delete sockets[CHAT_NAMESPACE];
  return manager;
}

/** The sockets of a Manager by namespace. They are private, and only here a socket can be made anew. */
function socketsOf(manager: Manager): Record<string, Socket> {
  return (manager as unknown as { nsps: Record<string, Socket> }).nsps;
}
