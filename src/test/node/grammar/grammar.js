import { seeded } from "../storm/seeded.js";

export const SEPARATOR = "\x1e";

const EVENTS = ["message", "message", "message", "message-with-ack", "nobody-listens", "", "connect", "disconnect", "disconnecting",
  "connect_error", "newListener", "removeListener", "error", "constructor", "__proto__"];
const NAMESPACES = ["", "", "", "", "", "/,", "/custom,", "/custom,", "/nowhere,", "/custom?a=b,", "/Custom,", "//,", "/custom", "/ ,"];
const NUMBERS = ["0", "-0", "1", "-1", "1.5", "1.0", "1e3", "1E+2", "1e-7", "9007199254740993", "-12345678901234567890", "1e400", "0.1e-400",
  "01", "+1", ".5", "1.", "NaN", "0x10"];
const STRINGS = ["", "x", "hello", "€ 🎈", "\\ud83d", "\\udf88\\ud83d", "\\u0000", "\\u2028", "\\/", "\\\"", "[1]", "{}", "__proto__", "\\x41",
  "a\tb", "_placeholder", "2020-01-02T03:04:05.006Z"];
const IDS = ["", "", "", "0", "7", "12", "007", "999999999999999", "-1", "1.5", " 1"];
const COUNTS = ["1", "1", "1", "2", "2", "3", "0", "10", "11", "-", "1.5", "", "01", "1e1"];
const ODD = [SEPARATOR, "\0", "\"", "[", "]", "{", "}", ",", "-", "/", "0", "4", "9", "\\", "€", "\ud83d", " ", "\n", "null"];

/**
 * What a client may send, and what none would: sentences of the grammars of Engine.IO, Socket.IO and this chat, and slips of the pen
 * in them. The same for the same seed, which is any whole number but 0.
 */
export class Grammar {
  constructor(seed) {
    this.below = seeded(seed);
    // The first numbers of neighbouring seeds resemble each other.
    for (let i = 0; i < 20; i++) {
      this.below(2);
    }
  }

  one(choices) {
    return choices[this.below(choices.length)];
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  several(most, make) {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  bytes(most) {
    return Buffer.from(this.several(most, () => this.below(256)));
  }

  string() {
    return `"${this.chance(80) ? this.one(STRINGS.slice(0, 4)) : this.one(STRINGS)}"`;
  }

  /** JSON, or nearly. */
  json(depth = 0) {
    const kinds = depth < 3 ? 10 : 6;
    switch (this.below(kinds)) {
      case 0: return this.one(["null", "true", "false"]);
      case 1: return this.chance(85) ? this.one(NUMBERS.slice(0, 9)) : this.one(NUMBERS);
      case 2: case 3: return this.string();
      case 4: return `{"_placeholder":true,"num":${this.one(["0", "0", "0", "1", "-1", "\"0\"", "0.5", "null"])}}`;
      case 5: return this.chance(90) ? "[]" : `${"[".repeat(60)}${"]".repeat(60)}`;
      case 6: case 7: return `[${this.several(3, () => this.json(depth + 1)).join(",")}]`;
      default: return `{${this.several(3, () => `${this.string()}:${this.json(depth + 1)}`).join(",")}}`;
    }
  }

  event(names = EVENTS) {
    const name = this.chance(92) ? `"${this.one(names)}"` : this.json(3);
    return `[${[name, ...this.several(3, () => this.json())].join(",")}]`;
  }

  /** A Socket.IO packet and the attachments that follow it: a text, then bytes. */
  packet() {
    const namespace = this.one(NAMESPACES);
    switch (this.below(12)) {
      case 0: case 1: return [`0${namespace}${this.chance(50) ? "" : this.chance(80) ? `{${this.string()}:${this.json()}}` : this.json()}`];
      case 2: return [`1${namespace}${this.chance(90) ? "" : this.json()}`];
      case 3: return [`3${namespace}${this.one(IDS)}[${this.several(2, () => this.json()).join(",")}]`];
      case 4: return [`${this.one(["4", "7", "8", "-", "", " 2", "22"])}${namespace}${this.chance(50) ? "" : this.json()}`];
      case 5: case 6: return this.#withAttachments(namespace);
      default: return [`2${namespace}${this.one(IDS)}${this.chance(95) ? this.event() : this.json()}`];
    }
  }

  #withAttachments(namespace) {
    const count = this.one(COUNTS);
    const places = Array.from({ length: Number(count) > 0 && Number(count) < 12 ? Number(count) : 1 }, (_, num) => `{"_placeholder":true,"num":${num}}`);
    const payload = this.chance(75) ? `["${this.one(["message", "message-with-ack"])}",${places.join(",")}]` : this.event();
    const head = `${this.one(["5", "5", "5", "6"])}${count}-${namespace}${this.one(IDS)}${payload}`;
    const attachments = this.chance(80) ? places.length : this.below(3);
    return [head, ...Array.from({ length: attachments }, () => this.bytes(8))];
  }

  /** What an Engine.IO session sends: texts and bytes, a frame or a packet of a body each. */
  frames() {
    if (this.chance(8)) {
      return [this.one(["2", "2probe", "3", "3", "6", "1", "0", "0{}", "5", "9", "x", "", "bAQID", "b", "b!", "b€", "4"])];
    }
    const [text, ...attachments] = this.packet();
    return [this.chance(85) ? `4${text}` : this.mutated(`4${text}`), ...attachments];
  }

  /** A text with a slip of the pen. */
  mutated(text) {
    const at = this.below(text.length + 1);
    switch (this.below(6)) {
      case 0: return text.slice(0, at);
      case 1: return text.slice(0, at) + text.slice(at + 1);
      case 2: return text.slice(0, at) + this.one(ODD) + text.slice(at);
      case 3: return text.slice(0, at) + this.one(ODD) + text.slice(at + 1);
      case 4: return text.slice(0, at) + text.slice(Math.max(0, at - 5));
      default: return text.slice(0, at) + text.slice(this.below(text.length + 1));
    }
  }

  /** What a client sends from its CONNECT on, if it does begin with that; a list of {@link frames}. */
  conversation() {
    const first = this.chance(85) ? [["40"]] : [];
    return [...first, ...Array.from({ length: 1 + this.below(4) }, () => this.frames())];
  }

  /** A frame among the packets of a body: bytes are base64 there. */
  static inBody(frame) {
    return typeof frame === "string" ? frame : `b${frame.toString("base64")}`;
  }

  /** The query of a request to the path of Engine.IO. */
  query(sid = "nobody") {
    const pairs = [
      ["EIO", ["4", "4", "4", "4", "3", "5", "04", "4.0", "", "abc"], 95],
      ["transport", ["polling", "polling", "polling", "websocket", "webtransport", "Polling", "", "constructor"], 95],
      ["sid", [sid, "nobody", "", "__proto__", "constructor", "%00", "%ff"], 30],
      ["b64", ["1", "", "0"], 10],
      ["t", ["x", "%20", "%"], 20],
    ];
    const parts = pairs.filter(([, , percent]) => this.chance(percent))
      .flatMap(([name, values]) => Array.from({ length: this.chance(5) ? 2 : 1 }, () => `${this.chance(95) ? name : this.one([name.toUpperCase(), `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`, `${name}[]`])}=${this.one(values)}`));
    return parts.join("&");
  }

  /** An event of the chat, with a payload that is right, nearly right, or something else. */
  chatEvent() {
    const room = () => this.one(["\"tea\"", "\"tea\"", "\"tea\"", `"${"r".repeat(129)}"`, "\"\"", "\"\\u0000\"", "7", "null"]);
    const fields = {
      "join-room": [["room", room], ["metadata", () => this.json()]],
      "leave-room": [["room", room]],
      message: [["room", room], ["to", () => this.string()], ["content", () => this.json()], ["type", () => this.one(["\"text\"", "\"text\"", "\"system\"", "7"])],
        ["from", () => this.string()], ["metadata", () => this.json()], ["clientId", () => this.string()]],
      "typing-start": [["room", room]],
      "typing-stop": [["room", room]],
      "presence-update": [["status", () => this.one(["\"online\"", "\"away\"", "\"nowhere\"", "1"])], ["metadata", () => this.json()]],
      ping: [],
      authenticate: [["token", () => this.string()]],
      "no-such-event": [["x", () => this.json()]],
    };
    const name = this.one(Object.keys(fields));
    const payload = `{${fields[name].filter(() => this.chance(75)).map(([field, value]) => `"${field}":${value()}`).join(",")}}`;
    return `42${this.one(IDS.slice(0, 7))}["${name}"${this.chance(85) ? `,${payload}` : this.chance(50) ? "" : `,${this.json()}`}]`;
  }

  /** What a client with a token says to the chat. */
  chat(token) {
    const connect = this.chance(90) ? `40{"token":"${token}"}` : this.mutated(`40{"token":"${token}"}`);
    return [[connect], ...Array.from({ length: 1 + this.below(8) }, () => (this.chance(70) ? [this.chance(90) ? this.chatEvent() : this.mutated(this.chatEvent())] : this.frames()))];
  }

  /** A polling body. */
  body() {
    const packets = Array.from({ length: 1 + this.below(5) }, () => this.frames().map(Grammar.inBody)).flat();
    const body = Buffer.from(packets.join(SEPARATOR));
    return this.chance(80) ? body : this.#torn(body);
  }

  #torn(bytes) {
    const at = this.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), this.bytes(4), bytes.subarray(Math.min(bytes.length, at + this.below(4)))]);
  }

  /** An HTTP request as bytes, in most cases a good one; never more than a hundred kilobytes, and of no length that it has not. */
  request({ host, sid, targets }) {
    const method = this.one(["GET", "GET", "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "get", "FOO"]);
    const base = this.one(targets);
    const target = `${base}${this.chance(60) ? `?${this.query(sid)}` : ""}`;
    const body = method === "POST" || this.chance(10) ? this.body() : null;
    const values = ["*/*", "text/plain", "application/json;q=zz", "", ",", "\"", "a".repeat(300), "Bearer x", "Bearer a.b.c", "Basic !", "gzip, br;q=1.5",
      "http://evil.example", "null", "1.2.3.4, 5", "bytes=0-", "websocket", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ==", "%", "\u00e9", "a=b; c=\"", "W/\"x\""];
    const names = ["Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Origin", "Referer", "X-Forwarded-For", "Forwarded", "Range",
      "If-None-Match", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Content-Type",
      "Content-Encoding", "Access-Control-Request-Method", "Access-Control-Request-Headers", "X-A", "Expect"];
    const lines = [`Host: ${host}`, ...this.several(6, () => `${this.one(names)}: ${this.one(values)}`)];
    if (body !== null) {
      lines.push(`Content-Length: ${body.length}`);
    }
    const line = `${method} ${this.chance(95) ? target : this.mutated(target)} HTTP/1.1`;
    const head = [line, ...lines.map((header) => (this.chance(97) ? header : this.mutated(header)))].join("\r\n");
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "utf8"), body ?? Buffer.alloc(0)]);
  }

  /** Bytes for a WebSocket: frames of a client, some of them with a defect. No length is declared that is over what may be sent. */
  wire() {
    return Buffer.concat(Array.from({ length: 1 + this.below(6) }, () => {
      const content = this.chance(70) ? this.frames()[0] : this.bytes(140);
      const payload = typeof content === "string" ? Buffer.from(content) : content;
      const opcode = this.chance(90) ? (typeof content === "string" ? 1 : 2) : this.one([0, 3, 7, 8, 9, 10, 11, 15]);
      const fin = this.chance(90) ? 0x80 : 0;
      const reserved = this.chance(97) ? 0 : this.one([0x10, 0x20, 0x40]);
      return frame(fin | reserved | opcode, this.chance(97) ? payload : this.#torn(payload), { masked: this.chance(97), extra: this.chance(96) ? 0 : this.below(20) });
    }));
  }
}

const MASK = Buffer.from([1, 2, 3, 4]);

/** A frame of a client; it declares some more bytes than it has if it is told to. */
function frame(first, payload, { masked, extra }) {
  const length = payload.length + extra;
  const head = length < 126 ? Buffer.from([first, length]) : Buffer.from([first, 126, length >> 8, length & 0xff]);
  if (!masked) {
    return Buffer.concat([head, payload]);
  }
  head[1] |= 0x80;
  return Buffer.concat([head, MASK, payload.map((byte, i) => byte ^ MASK[i % 4])]);
}
