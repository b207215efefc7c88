import { io } from "socket.io-client";

const ATTEMPT = 3_000;
const AGAIN = 200;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A stock client that joins its room whenever it is not recovered, and repeats what it says until it is acknowledged. */
export class Member {
  heard = new Set();
  #ledger;
  #socket;
  #stay;
  #there = false;
  #lost;
  #saying;
  #said = 0;

  constructor(url, token, user, room, ledger) {
    this.user = user;
    this.room = room;
    this.#ledger = ledger;
    this.#socket = io(url, { forceNew: true, transports: ["websocket"], auth: { token } });
    this.#socket.on("connect", () => (this.#socket.recovered ? this.#goOn() : this.#join()));
    this.#socket.on("message", ({ content }) => this.#ledger.heard(this.user, this.heard, content));
    this.#socket.on("disconnect", (reason) => this.#gone(reason));
  }

  get isThere() {
    return this.#there;
  }

  /** A recovered client has been in its room all the time. */
  #goOn() {
    this.#stay.until = Infinity;
    this.#ledger.recovered++;
    this.#arrived();
  }

  #join() {
    this.#socket.emit("join-room", { room: this.room }, ({ success }) => {
      if (!success) {
        throw new Error(`${this.user} may not join`);
      }
      this.#stay = this.#ledger.arrived(this.user, this.room);
      this.#arrived();
    });
  }

  #arrived() {
    this.#there = true;
    if (this.#lost !== undefined) {
      this.#ledger.wasAway(performance.now() - this.#lost);
      this.#lost = undefined;
    }
  }

  #gone(reason) {
    this.#lost ??= performance.now();
    if (this.#there) {
      this.#stay.until = performance.now();
      this.#there = false;
    }
    if (this.#saying) {
      this.#ledger.interrupted(this.#saying);
    }
    if (reason === "io server disconnect") {
      throw new Error(`${this.user} was told not to come back`);
    }
  }

  /** Says one thing, and goes on until it is acknowledged. */
  async say() {
    const content = `${this.user}/${++this.#said}`;
    const message = { room: this.room, type: "text", content, clientId: content };
    this.#ledger.said(content, this.room);
    this.#saying = content;
    for (let id; id === undefined; ) {
      if (!this.#socket.connected) {
        await sleep(AGAIN);
        continue;
      }
      try {
        const answer = await this.#socket.timeout(ATTEMPT).emitWithAck("message", message);
        if (answer.success) {
          id = answer.id;
          this.#ledger.acknowledged(content, id);
        } else {
          // It has not joined its room again yet.
          await sleep(AGAIN);
        }
      } catch {
        // Not acknowledged in time: once more.
        this.#ledger.interrupted(content);
      }
    }
    this.#saying = undefined;
  }

  close() {
    this.#socket.disconnect();
  }
}
