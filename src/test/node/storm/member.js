import { io } from "socket.io-client";
import { tokenAt } from "../tokens.js";
import { next } from "../waiting.js";

const now = () => performance.now();

/**
 * A stock client in a room or several, and the record of all that it has done, been told and heard; verdict.js says what
 * is in it. Its rooms are those that it has asked for last, whatever has been acknowledged.
 */
export class Member {
  stays = [];
  said = [];
  heard = [];
  /** What should not happen to anybody: refusals, errors, a disconnection. */
  troubles = [];
  unanswered = 0;
  lastNews = 0;

  #socket;
  #open = new Map();

  constructor(name, node, socket) {
    this.name = name;
    this.node = node;
    this.#socket = socket;
    socket.on("message", ({ from, room, content }) => {
      this.heard.push({ from, number: Number(content), room });
      this.lastNews = now();
    });
    for (const event of ["disconnect", "error", "room-error"]) {
      socket.on(event, (cause) => this.troubles.push(`${name}: ${event} ${JSON.stringify(cause)}`));
    }
  }

  /** A member on a node, connected and in no room. */
  static async connect(name, node) {
    const auth = { token: await tokenAt(node, name) };
    const socket = io(node, { forceNew: true, reconnection: false, transports: ["websocket"], auth });
    await next(socket, "connect");
    return new Member(name, node, socket);
  }

  /** The rooms of this member, in the order of joining. */
  get rooms() {
    return [...this.#open.keys()];
  }

  /** Joins a room, unless it is in there. */
  join(room) {
    if (!this.#open.has(room)) {
      const stay = { room, joining: now(), joined: Infinity, leaving: Infinity, left: Infinity };
      this.stays.push(stay);
      this.#open.set(room, stay);
      this.#ask("join-room", { room }, (time) => (stay.joined = time));
    }
  }

  leave(room) {
    const stay = this.#open.get(room);
    this.#open.delete(room);
    stay.leaving = now();
    this.#ask("leave-room", { room }, (time) => (stay.left = time));
  }

  say(room) {
    const message = { room, number: this.said.length, sending: now(), sent: Infinity };
    this.said.push(message);
    this.#ask("message", { room, content: `${message.number}`, type: "text" }, (time) => (message.sent = time));
  }

  /** Ends the client; what it is told from now on is no trouble. */
  close() {
    this.#socket.off("disconnect").disconnect();
  }

  #ask(event, payload, answered) {
    this.unanswered++;
    this.#socket.emit(event, payload, (answer) => {
      this.unanswered--;
      this.lastNews = now();
      if (answer?.success !== true) {
        this.troubles.push(`${this.name}: ${event} ${payload.room} is answered by ${JSON.stringify(answer)}`);
      }
      answered(this.lastNews);
    });
  }
}
