import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { within } from "../waiting.js";
import { request, server } from "./http.js";

export const ECHO = "/engine.io/";
export const SOCKET = "/socket.io/";
export const PING_INTERVAL = 300;
export const PING_TIMEOUT = Number(process.env.CONFORMANCE_PING_TIMEOUT ?? 200);
export const SEPARATOR = "\x1e";

export function address(path, transport, more = {}) {
  return `${path}?${new URLSearchParams({ EIO: "4", transport, ...more })}`;
}

/** A WebSocket that answers pings unless it is told not to, and keeps everything else until it is asked for. */
export class Peer {
  #frames = [];
  #wake = () => {};
  #handshake;

  constructor(t, target, { pong = true, protocols = [], ...options } = {}) {
    const url = new URL(target, server.href.replace("http", "ws"));
    this.socket = new WebSocket(url, protocols, { perMessageDeflate: false, ...options });
    this.socket.on("upgrade", (response) => { this.#handshake = response.headers; });
    this.socket.on("error", () => {});
    this.end = new Promise((resolve) => {
      this.socket.on("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
    this.socket.on("message", (data, isBinary) => {
      const frame = isBinary ? data : data.toString();
      if (frame === "2" && pong) {
        this.send("3");
      } else {
        this.#frames.push(frame);
        this.#wake();
      }
    });
    this.opened = within(new Promise((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("close", () => reject(new Error("closed before it was open")));
    }), "an open WebSocket");
    this.opened.catch(() => {});
    t.after(() => this.socket.terminate());
  }

  get headers() {
    return this.#handshake;
  }

  send(frame) {
    this.socket.send(frame);
  }

  /** The next frame that is no ping. */
  next() {
    return within((async () => {
      while (this.#frames.length === 0) {
        if (this.socket.readyState === WebSocket.CLOSED) {
          throw new Error("closed before the next frame");
        }
        await new Promise((resolve) => { this.#wake = resolve; });
      }
      return this.#frames.shift();
    })(), "the next frame");
  }

  /** Waits for the end, and returns how it came: {code, reason}. */
  ended() {
    return within(this.end, "the end of the WebSocket");
  }
}

/** A session of the echo over a WebSocket, with its handshake read. */
export async function echo(t, options, query = "") {
  const peer = new Peer(t, `${address(ECHO, "websocket")}&${query}`, options);
  peer.handshake = JSON.parse((await peer.next()).slice(1));
  return peer;
}

/** A client over a WebSocket that has joined the main namespace. */
export async function joined(t) {
  const peer = new Peer(t, address(SOCKET, "websocket"));
  await peer.next();
  peer.send("40");
  assert.match(await peer.next(), /^40\{"sid":"[^"]+"\}$/);
  assert.equal(await peer.next(), '42["auth",{}]');
  return peer;
}

/** A polling session. */
export class Polling {
  static async open(path = ECHO) {
    const { body } = await request("GET", address(path, "polling"));
    return new Polling(path, JSON.parse(body.slice(1)));
  }

  constructor(path, handshake) {
    this.handshake = handshake;
    this.target = address(path, "polling", { sid: handshake.sid });
    this.upgrade = address(path, "websocket", { sid: handshake.sid });
  }

  get(options) {
    return request("GET", this.target, options);
  }

  post(body, options) {
    return request("POST", this.target, { body, ...options });
  }

  /** The packets of the next answer that has other packets than pings, which are answered. */
  async packets() {
    while (true) {
      const { status, body } = await this.get();
      assert.equal(status, 200, body);
      const packets = body.split(SEPARATOR);
      if (packets.includes("2")) {
        await this.post("3");
      }
      const others = packets.filter((packet) => packet !== "2");
      if (others.length > 0) {
        return others;
      }
    }
  }

  async isOver() {
    return (await this.get()).status === 400;
  }
}

/** Whether somebody else is served as if nothing had happened. */
export async function assertServes(t) {
  const peer = await echo(t);
  peer.send("4still there?");
  assert.equal(await peer.next(), "4still there?");
  peer.socket.close();
  assert.equal((await peer.ended()).code, 1000);
}
