import http from "node:http";
import { WebSocket } from "ws";
import { Grammar, SEPARATOR } from "../grammar/grammar.js";
import { within } from "../waiting.js";

/** To these namespaces nobody can connect, and the answer to who tries stands behind all that came before it. */
const question = (number) => `40/end-of-${number},`;
const answer = (number) => `44/end-of-${number},`;
/** A CONNECT like this is answered, or the connection closed; but a busy machine takes its time. */
const CONNECT = /^40(\/[^,]*,?)?(\{.*\})?$/s;
const A_MOMENT = 2000;

/** One request, which ends with its answer, or with the connection: a status of 0. */
function request(server, method, target, body, headers = {}) {
  return within(new Promise((resolve) => {
    const none = (error) => resolve({ status: 0, body: String(error) });
    const outgoing = http.request(new URL(target, server), { method, headers, agent: false }, (incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk)).on("error", none);
      incoming.on("end", () => resolve({ status: incoming.statusCode, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.on("error", none).end(body);
  }), `an answer to ${method} ${target}`);
}

/** What is said to the server, one thing after the other, by any transport; what comes back, and how it ends. */
class Observer {
  packets = [];
  /** How it is over; null as long as it is not. */
  end = null;
  #wake = [];

  /** Takes what the server has sent. */
  came(packet) {
    this.packets.push(packet);
    this.#wake.splice(0).forEach((wake) => wake());
  }

  over(end) {
    this.end ??= end;
    this.#wake.splice(0).forEach((wake) => wake());
  }

  /** Waits until something is so or it is over. */
  async until(found, milliseconds = 10_000) {
    const late = performance.now() + milliseconds;
    while (this.end === null && !found(this.packets) && performance.now() < late) {
      await Promise.race([
        new Promise((resolve) => this.#wake.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, Math.max(1, late - performance.now()))),
      ]);
    }
    return this.end !== null || found(this.packets);
  }
}

const isAnswerToConnect = (packet) => typeof packet === "string" && /^4[04]/.test(packet);

/**
 * Sends each step when all that the other side had to say to those before has come.
 *
 * @returns {Promise<{packets: string[], end: string | null}[]>} what came of each step that was sent
 */
async function converse(observer, send, steps) {
  const outcomes = [];
  for (let number = 0; number < steps.length && observer.end === null; number++) {
    const before = observer.packets.length;
    const connects = () => observer.packets.slice(before).filter(isAnswerToConnect).length;
    const status = await send(steps[number]);
    if (CONNECT.test(steps[number][0])) {
      await observer.until(() => connects() > 0, A_MOMENT);
    }
    // Node answers some things a little later than others: what is asked after an answer comes after those, too.
    for (const name of [`${number}a`, `${number}b`]) {
      await send([question(name)]);
      if (!await observer.until((packets) => packets.some((packet) => String(packet).startsWith(answer(name))))) {
        observer.over("no answer");
      }
    }
    outcomes.push({
      packets: observer.packets.slice(before).filter((packet) => !/^44\/end-of-/.test(packet)).map(canonical),
      end: observer.end,
      ...(status && { status }),
    });
  }
  return outcomes;
}

/** Without what differs between any two sessions, and JSON as JavaScript writes it. */
function canonical(packet) {
  if (typeof packet !== "string") {
    return `bytes ${packet.toString("hex")}`;
  }
  const [, head, json] = /^(\d+-?(?:\/[^,[{]*,?)?\d*)(.*)$/s.exec(packet) ?? [null, packet, ""];
  try {
    const data = JSON.parse(json);
    if (data?.sid && /^40/.test(head)) {
      data.sid = "SID";
    }
    return head + JSON.stringify(data);
  } catch {
    return packet;
  }
}

async function overWebSocket(server, steps) {
  const observer = new Observer();
  const url = new URL("/socket.io/?EIO=4&transport=websocket", server.replace("http", "ws"));
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("error", () => {});
  socket.on("close", (code, reason) => observer.over(`closed ${code} ${reason}`.trim()));
  const opened = new Promise((resolve) => { socket.once("message", resolve); });
  await within(Promise.race([opened, new Promise((resolve) => { socket.once("close", resolve); })]), "a session");
  socket.on("message", (data, isBinary) => {
    const packet = isBinary ? data : data.toString();
    if (packet === "2") {
      socket.send("3");
    } else {
      observer.came(packet);
    }
  });
  const seen = await converse(observer, async (frames) => {
    frames.forEach((frame) => socket.readyState === WebSocket.OPEN && socket.send(frame));
  }, steps);
  socket.terminate();
  return seen;
}

async function overPolling(server, steps) {
  const observer = new Observer();
  const open = await request(server, "GET", "/socket.io/?EIO=4&transport=polling");
  const target = `/socket.io/?EIO=4&transport=polling&sid=${JSON.parse(open.body.slice(1)).sid}`;
  let left = false;
  // One POST after the other, as a client has to.
  let posted = Promise.resolve();
  const post = (body) => {
    posted = posted.then(() => request(server, "POST", target, body, { "Content-Type": "text/plain;charset=UTF-8" }));
    return posted;
  };
  const polls = (async () => {
    while (observer.end === null && !left) {
      const { status, body } = await request(server, "GET", target);
      if (status !== 200) {
        observer.over("closed");

      }
      for (const packet of status === 200 ? body.split(SEPARATOR) : []) {
        if (packet === "1") {
          observer.over("closed");
        } else if (packet === "2") {
          await post("3");
        } else if (packet !== "6") {
          observer.came(packet.startsWith("b") ? Buffer.from(packet.slice(1), "base64") : packet);
        }
      }
    }
  })();
  const seen = await converse(observer, async (frames) => {
    const { status } = await post(frames.map(Grammar.inBody).join(SEPARATOR));
    return status;
  }, steps);
  left = true;
  if (observer.end === null) {
    await post("1");
  }
  await polls;
  return seen;
}

/** What becomes of a conversation, by each transport. */
export const TRANSPORTS = { websocket: overWebSocket, polling: overPolling };

/** What becomes of a request that opens no WebSocket: the status, and the number of the error. */
export async function answerTo(server, method, query) {
  const { status, body } = await request(server, method, `/socket.io/?${query}`);
  let code = null;
  try {
    ({ code } = JSON.parse(body));
  } catch { /* not an error of Engine.IO */ }
  return status === 200 ? "200" : `${status} code ${code}`;
}
