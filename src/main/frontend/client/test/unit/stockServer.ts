import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { Server, type ServerOptions, type Socket } from "socket.io";
import { onTestFinished, vi } from "vitest";

/** A stock server of Socket.IO with the chat's namespace, as far as the client needs it, and one of an application. */
export interface StockServer {
  readonly url: string;
  readonly io: Server;
  /** The sockets of `/orders`, in the order in which they came. */
  readonly orders: Socket[];
  /** How many transports there are. */
  transports(): number;
  /** The rooms in which sockets of the chat are, but for those of their own. */
  rooms(): Set<string>;
}

/** What a server may do otherwise: its own options, and what it does with a message. */
export interface StockOptions extends Partial<ServerOptions> {
  onMessage?: (socket: Socket, message: any, acknowledge: (answer: object) => void) => void;
}

/** Starts one, on a free port unless one is given; it ends with the test. */
export async function stockServer(wanted = 0, options: StockOptions = {}): Promise<StockServer> {
  const { onMessage = refuse, ...more } = options;
  const http = createServer();
  const io = new Server(http, more);
  const orders: Socket[] = [];
  await new Promise<void>((resolve) => http.listen(wanted, "127.0.0.1", resolve));
  onTestFinished(async () => void (await io.close()));
  io.on("connection", (socket) => {
    socket.on("ping", (acknowledge) => acknowledge?.());
    socket.on("join-room", async ({ room }, acknowledge) => {
      await socket.join(room);
      acknowledge({ success: true, room, memberCount: 1 });
    });
    socket.on("leave-room", async ({ room }, acknowledge) => {
      await socket.leave(room);
      acknowledge({ success: true, room });
    });
    socket.on("message", (message, acknowledge) => onMessage(socket, message, acknowledge));
  });
  io.of("/orders").on("connection", (socket) => {
    orders.push(socket);
    socket.on("order:place", ({ quantity }, acknowledge) => {
      if (quantity > 10) {
        acknowledge({ error: error("NO_CREDIT", { limit: 10 }) });
      } else {
        acknowledge({ id: `order ${quantity}` });
      }
    });
    socket.on("echo", (...all) => all.pop()(...all));
    socket.on("say", (...all) => io.of("/orders").emit("said", ...all));
    socket.on("never", () => undefined);
  });
  const { port } = http.address() as AddressInfo;
  const { rooms, sids } = io.of("/").adapter;
  return {
    url: `http://127.0.0.1:${port}`,
    io,
    orders,
    transports: () => io.engine.clientsCount,
    rooms: () => new Set([...rooms.keys()].filter((name) => !sids.has(name))),
  };
}

/** One that sends a message to its room, and then answers, as Parley does. */
export async function talkingServer(options: StockOptions = {}): Promise<StockServer> {
  let messages = 0;
  const server = await stockServer(0, {
    onMessage: (_socket, { clientId: _unseen, ...message }, acknowledge) => {
      const receipt = { id: `id ${++messages}`, timestamp: new Date().toISOString() };
      server.io.to(message.room).emit("message", { ...message, ...receipt, from: "ann" });
      acknowledge({ success: true, ...receipt });
    },
    ...options,
  });
  return server;
}

function refuse(_socket: Socket, _message: unknown, acknowledge: (answer: object) => void): void {
  acknowledge({ success: false, id: "", timestamp: "", error: error("RATE_LIMIT_EXCEEDED") });
}

/** An error as a server of the contract says it. */
export function error(code: string, details?: object) {
  return { code, message: "No.", timestamp: "2026-01-01T00:00:00.000Z", ...(details && { details }) };
}

/** Waits until the assertions hold. */
export function eventually<T>(assertions: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertions, { timeout: 20_000, interval: 10 });
}
