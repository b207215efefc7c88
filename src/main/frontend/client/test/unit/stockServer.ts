import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { onTestFinished, vi } from "vitest";

/** A stock server of Socket.IO with the chat's namespace, as far as the client needs it, and one of an application. */
export interface StockServer {
  readonly url: string;
  readonly io: Server;
  /** The sockets of `/orders`, in the order in which they came. */
  readonly orders: Socket[];
  /** How many transports there are. */
  transports(): number;
}

/** Starts one, on a free port unless one is given; it ends with the test. */
export async function stockServer(wanted = 0): Promise<StockServer> {
  const http = createServer();
  const io = new Server(http);
  const orders: Socket[] = [];
  await new Promise<void>((resolve) => http.listen(wanted, "127.0.0.1", resolve));
  onTestFinished(async () => void (await io.close()));
  io.on("connection", (socket) => {
    socket.on("ping", (acknowledge) => acknowledge?.());
    socket.on("join-room", ({ room }, acknowledge) => acknowledge({ success: true, room, memberCount: 1 }));
    socket.on("message", (_message, acknowledge) =>
      acknowledge({ success: false, id: "", timestamp: "", error: error("RATE_LIMIT_EXCEEDED") }),
    );
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
  return { url: `http://127.0.0.1:${port}`, io, orders, transports: () => io.engine.clientsCount };
}

function error(code: string, details?: object) {
  return { code, message: "No.", timestamp: "2026-01-01T00:00:00.000Z", ...(details && { details }) };
}

/** Waits until the assertions hold. */
export function eventually<T>(assertions: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertions, { timeout: 20_000, interval: 10 });
}
