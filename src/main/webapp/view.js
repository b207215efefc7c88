/* What is seen of the state. Everything from others goes into text nodes, never into markup. */

export const element = (id) => document.getElementById(id);

export function showConnection(status, text) {
  element("connection").dataset.state = status;
  element("connection").textContent = text;
}

export function showError(text) {
  element("error").textContent = text;
  element("error").hidden = text === "";
}

/** Brings everything below the header up to date; a click on a room is told to {@code enter}. */
export function show(state, enter) {
  const room = state.rooms.get(state.current);
  element("sign-in").hidden = state.socket !== null;
  element("sign-out").hidden = element("chat").hidden = state.socket === null;
  element("rooms").replaceChildren(...[...state.rooms].map(([name, { unread }]) => {
    const button = node("button", { type: "button", onclick: () => enter(name) }, unread ? `${name} (new)` : name);
    button.toggleAttribute("aria-current", name === state.current);
    return node("li", {}, button);
  }));
  element("people").replaceChildren(...[...state.people].sort().map(([userId, status]) => {
    const item = node("li", {}, `${userId} `, node("small", {}, status));
    item.dataset.status = status;
    return item;
  }));
  element("room-title").textContent = state.current ?? "No room";
  element("leave").hidden = !room;
  element("composer").disabled = !room || !state.socket?.connected;
  const typing = [...room?.typing ?? []];
  element("typing").textContent = typing.length === 0 ? "" : `${typing.join(", ")} typing…`;
  showMessages(state, room?.messages ?? []);
}

/** Appends what is new, so that a screen reader reads only that. */
function showMessages({ current, userId }, messages) {
  const list = element("messages");
  if (list.dataset.room !== `${current}`) {
    list.dataset.room = `${current}`;
    list.replaceChildren();
  }
  for (const { from, content, timestamp } of messages.slice(list.childElementCount)) {
    const clock = new Date(timestamp).toLocaleTimeString([], { timeStyle: "short" });
    const by = node("span", { className: "by" }, `${from} · `, node("time", { dateTime: timestamp }, clock));
    const text = typeof content === "string" ? content : JSON.stringify(content);
    list.append(node("li", { className: from === userId ? "own" : "" }, by, node("p", {}, text)));
    list.scrollTop = list.scrollHeight;
  }
}

function node(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
