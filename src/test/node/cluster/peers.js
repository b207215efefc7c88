import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { within } from "../waiting.js";

/** Servers of Node in a cluster, each a process of its own that ends when something is thrown there. */
export class Peers {
  #processes = [];

  /** Starts one, with one of the two clients of Redis; returns its name and address. */
  async start(name, client, program = "cluster/peer.js") {
    const peer = spawn(process.execPath, [program], {
      env: { ...process.env, PEER_NAME: name, PEER_CLIENT: client },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#processes.push(peer);
    const [port] = await within(once(createInterface(peer.stdout), "line"), `the port of ${name}`);
    return { name, url: `http://127.0.0.1:${port}` };
  }

  /** Fails when a server of Node has thrown something: it would have ended. */
  assertLive() {
    this.#processes.forEach((peer) => assert.equal(peer.exitCode, null, "a server of Node has ended"));
  }

  end() {
    this.#processes.forEach((peer) => peer.stdin.end());
  }
}
