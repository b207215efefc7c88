import { Agent } from "node:https";
import { io } from "socket.io-client";
import { someone, tokenOf } from "../clients/support.js";
import { next } from "../waiting.js";

export const url = process.env.PARLEY_TLS_URL;

/** Checks no certificate, since the server has made its own, and keeps the connections for the test to look at. */
class WatchedAgent extends Agent {
  connections = [];

  constructor() {
    super({ rejectUnauthorized: false });
  }

  createConnection(...args) {
    const connection = super.createConnection(...args);
    this.connections.push(connection);
    return connection;
  }
}

/** A client over TLS, with its connections; from a page of the server itself, if one asks for its origin. */
export async function secured(t, { options }, user = someone()) {
  const agent = new WatchedAgent();
  const socket = io(url, {
    forceNew: true,
    reconnection: false,
    agent,
    rejectUnauthorized: false,
    extraHeaders: { origin: url },
    auth: { token: await tokenOf(user) },
    ...options,
  });
  t.after(() => socket.disconnect());
  t.after(() => agent.connections.forEach((connection) => connection.destroy()));
  await next(socket, "connect");
  return { socket, user, connections: agent.connections };
}

/** Such a client in a room. */
export async function securedMember(t, transport, room, user) {
  const client = await secured(t, transport, user);
  await client.socket.emitWithAck("join-room", { room });
  return client;
}
