/*
 * A page to try the server with: sign in, join rooms, talk. It shows what the server's events say. Remembered for this
 * tab are the name, the roles and the rooms; a token never is.
 */
import { element, show, showConnection, showError } from "./view.js";

const ANSWER_TIMEOUT = 5000;
const TYPING_REPEAT = 1100;
const TYPING_PAUSE = 4000;

const state = {
  socket: null,
  userId: "",
  rooms: new Map(), // name → {messages, typing: user ids, unread}
  current: null,
  people: new Map(), // user id → status
};

const refresh = () => show(state, enter);

const memory = {
  read: () => ({ name: "", roles: "", rooms: [], ...JSON.parse(sessionStorage.getItem("parley") ?? "{}") }),
  write: (changes) => sessionStorage.setItem("parley", JSON.stringify({ ...memory.read(), ...changes })),
  forget: () => sessionStorage.removeItem("parley"),
};

/** Asks the server for a token; it gives one in development mode only. Null when it does not. */
async function developmentToken(user, groups) {
  const response = await fetch(`dev/token?${new URLSearchParams({ user, groups })}`);
  if (response.status === 404) {
    return null;
  }
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message);
  }
  return body.token;
}

/** Who a token is for, by its claims. For display only: the server decides. */
function userOf(token) {
  try {
    const bytes = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0))));
    return claims.upn ?? claims.preferred_username ?? claims.sub ?? "";
  } catch {
    return "";
  }
}

/** Connects; the token is asked for at every attempt, because a restarted development server trusts no old one. */
function connect(askToken) {
  const path = new URL("socket.io/", document.baseURI).pathname;
  const auth = async (give) => {
    const token = await askToken().catch(() => null);
    state.userId = userOf(token);
    give({ token });
  };
  const socket = io({ path, auth, forceNew: true });
  state.socket = socket;
  Object.entries(handlers).forEach(([event, handler]) => socket.on(event, handler));
  socket.io.on("open", () => socket.io.engine.on("upgrade", showConnected));
  socket.io.on("reconnect_attempt", (attempt) => showConnection("waiting", `Reconnecting, attempt ${attempt}`));
  showConnection("waiting", "Connecting");
}

function showConnected() {
  if (state.socket?.connected) {
    showConnection("on", `Connected as ${state.userId} by ${state.socket.io.engine.transport.name}`);
  }
}

const handlers = {
  connect() {
    showConnected();
    state.people.clear();
    memory.read().rooms.forEach(join);
    if (element("status").value !== "online") {
      request("presence-update", element("status").value);
    }
    refresh();
  },
  connect_error(error) {
    if (state.socket.active) {
      showConnection("waiting", "No connection, trying again");
    } else {
      signOut();
      showError(error.message);
    }
  },
  disconnect(reason) {
    if (!state.socket?.active) {
      signOut();
      return;
    }
    showConnection("waiting", `Disconnected (${reason})`);
    state.rooms.forEach((room) => room.typing.clear());
    refresh();
  },
  message(message) {
    const room = state.rooms.get(message.room);
    if (room) {
      room.messages.push(message);
      room.typing.delete(message.from);
      room.unread = message.room !== state.current;
      refresh();
    }
  },
  "typing-start": typing,
  "typing-stop": typing,
  "presence-update"({ userId, status }) {
    state.people.set(userId, status);
    refresh();
  },
  error: ({ code, message }) => showError(`${message} (${code})`),
  "room-error": ({ code, message }) => showError(`${message} (${code})`),
};

/** Without a room it concerns every room that both are in. */
function typing({ userId, room: name, isTyping }) {
  for (const [key, room] of state.rooms) {
    if (name === undefined || name === key) {
      room.typing[isTyping ? "add" : "delete"](userId);
    }
  }
  refresh();
}

/** Sends an event and tells whether it was accepted; a refusal is shown by the error event that goes with it. */
async function request(event, payload) {
  try {
    return (await state.socket.timeout(ANSWER_TIMEOUT).emitWithAck(event, payload)).success;
  } catch {
    showError(`The server did not answer (${event}).`);
    return false;
  }
}

async function join(name) {
  const joined = await request("join-room", { room: name });
  if (joined) {
    state.rooms.set(name, state.rooms.get(name) ?? { messages: [], typing: new Set(), unread: false });
  } else {
    state.rooms.delete(name);
  }
  roomsChanged();
  return joined;
}

async function leave(name) {
  stopTyping();
  if (await request("leave-room", { room: name })) {
    state.rooms.delete(name);
    roomsChanged();
  }
}

function roomsChanged() {
  const names = [...state.rooms.keys()];
  memory.write({ rooms: names });
  state.current = names.includes(state.current) ? state.current : names[0] ?? null;
  refresh();
}

function enter(name) {
  stopTyping();
  state.current = name;
  state.rooms.get(name).unread = false;
  refresh();
  element("content").focus();
}

async function signIn() {
  const [token, name, roles] = ["token", "name", "roles"].map((id) => element(id).value.trim());
  showError("");
  element("token").value = "";
  if (token !== "") {
    connect(async () => token);
  } else if (await developmentToken(name, roles) === null) {
    askForToken();
  } else {
    memory.write({ name, roles });
    connect(() => developmentToken(name, roles));
  }
  refresh();
}

function askForToken() {
  element("by-name").hidden = element("by-name").disabled = true;
  element("by-token").hidden = element("by-token").disabled = false;
  element("token").focus();
}

function signOut() {
  const { socket } = state;
  Object.assign(state, { socket: null, rooms: new Map(), current: null, people: new Map() });
  socket?.off().disconnect();
  showConnection("off", "Not connected");
  refresh();
  element(element("by-name").hidden ? "token" : "name").focus();
}

let typingSince = 0;
let typingEnds;

function startTyping() {
  clearTimeout(typingEnds);
  typingEnds = setTimeout(stopTyping, TYPING_PAUSE);
  if (Date.now() - typingSince > TYPING_REPEAT) {
    typingSince = Date.now();
    state.socket.emit("typing-start", { room: state.current });
  }
}

function stopTyping() {
  clearTimeout(typingEnds);
  if (typingSince > 0 && state.socket?.connected) {
    state.socket.emit("typing-stop", { room: state.current });
  }
  typingSince = 0;
}

async function send() {
  const field = element("content");
  const content = field.value;
  field.value = "";
  stopTyping();
  if (!await request("message", { room: state.current, content, type: "text" })) {
    field.value ||= content;
  }
}

/** Lets a form call a function instead of the server. */
function onSubmit(id, action) {
  element(id).addEventListener("submit", (event) => {
    event.preventDefault();
    showError("");
    action().catch((failure) => showError(failure.message));
  });
}

onSubmit("sign-in", signIn);
onSubmit("send", send);
onSubmit("join", async () => {
  const field = element("room");
  if (await join(field.value)) {
    enter(field.value);
    field.value = "";
  }
});
element("content").addEventListener("input", () => element("content").value === "" ? stopTyping() : startTyping());
element("status").addEventListener("change", () => request("presence-update", element("status").value));
element("leave").addEventListener("click", () => leave(state.current));
element("sign-out").addEventListener("click", () => {
  memory.forget();
  signOut();
});

const { name, roles } = memory.read();
element("name").value = name;
element("roles").value = roles;
if (name !== "") {
  signIn().catch((failure) => showError(failure.message));
}
