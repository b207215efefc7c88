import http from "node:http";
import net from "node:net";
import { within } from "../waiting.js";

export const server = new URL(process.env.PARLEY_URL);

/** One request on a connection of its own. The body may be a string, bytes, or an iterable of chunks. */
export function request(method, target, { headers = {}, body, signal } = {}) {
  const answered = new Promise((resolve, reject) => {
    const outgoing = http.request(new URL(target, server), { method, headers, agent: false, signal }, (incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => resolve({
        status: incoming.statusCode,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      }));
    });
    outgoing.on("error", reject);
    if (typeof body === "string" || body instanceof Uint8Array) {
      outgoing.end(body);
    } else {
      for (const chunk of body ?? []) {
        outgoing.write(chunk);
      }
      outgoing.end();
    }
  });
  return within(answered, `an answer to ${method} ${target.slice(0, 100)}`);
}

/** A TCP connection that shows what a well-behaved client would never send. */
export async function connection(t) {
  const socket = net.connect(Number(server.port), server.hostname);
  const received = [];
  let wake = () => {};
  socket.on("data", (chunk) => { received.push(chunk); wake(); });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => { socket.on("close", () => { resolve(); wake(); }); });
  t.after(() => socket.destroy());
  await within(new Promise((resolve) => { socket.once("connect", resolve); }), "a TCP connection");
  return {
    socket,
    received: () => Buffer.concat(received),
    closed: (milliseconds) => within(closed, "the end of the TCP connection", milliseconds),
    until: (found, what) => within((async () => {
      while (!found(Buffer.concat(received))) {
        await new Promise((resolve) => { wake = resolve; });
        if (socket.destroyed && !found(Buffer.concat(received))) {
          throw new Error(`closed before ${what}: ${Buffer.concat(received).toString("latin1").slice(0, 300)}`);
        }
      }
    })(), what),
  };
}
