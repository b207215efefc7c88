import assert from "node:assert/strict";
import { io } from "socket.io-client";
import { next, within } from "../waiting.js";

const PAUSE = 40;

/**
 * Two good clients, one of each transport, that talk in a room of their own while others misbehave: each hears all that both say,
 * once and in order, and neither is ever cut off.
 */
export class Witnesses {
  #clients = [];
  #room;
  #said = 0;
  #talking;
  #over = false;

  static async meet(url, token, room) {
    const witnesses = new Witnesses();
    witnesses.#room = room;
    for (const transports of [["websocket"], ["polling"]]) {
      const socket = io(url, { forceNew: true, reconnection: false, transports, auth: { token } });
      const client = { socket, heard: [], name: transports[0] };
      socket.on("message", ({ content }) => client.heard.push(content));
      socket.on("disconnect", (reason) => { client.end = reason; });
      await next(socket, "connect");
      assert.equal((await socket.timeout(10_000).emitWithAck("join-room", { room })).success, true);
      witnesses.#clients.push(client);
    }
    witnesses.#talking = witnesses.#talk();
    witnesses.#talking.catch(() => {});
    return witnesses;
  }

  async #talk() {
    while (!this.#over) {
      for (const { socket, name } of this.#clients) {
        const content = `${this.#said++} by ${name}`;
        const { success } = await socket.timeout(10_000).emitWithAck("message", { room: this.#room, type: "text", content });
        assert.equal(success, true, content);
      }
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  }

  /** Ends the conversation, which must have been complete. */
  async part() {
    this.#over = true;
    await this.#talking;
    for (const client of this.#clients) {
      const { heard, end, name } = client;
      assert.equal(end, undefined, `${name} was cut off: ${end}`);
      await within((async () => {
        while (heard.length < this.#said) {
          await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
        }
      })(), `all that was said, for ${name}: ${heard.length} of ${this.#said}`);
      assert.deepEqual(heard.map((content) => Number(content.split(" ")[0])), Array.from({ length: this.#said }, (_, i) => i), name);
    }
    this.leave();
    return this.#said;
  }

  /** Ends the conversation as it is. */
  leave() {
    this.#over = true;
    this.#clients.forEach(({ socket }) => socket.disconnect());
  }
}
