// @vitest-environment jsdom
import { useParley, usePresence, useRoom, useTyping } from "@parley/client/vue";
import { createApp, defineComponent, h, nextTick, ref } from "vue";
import { expect, onTestFinished, test } from "vitest";
import { eventually, talkingServer } from "./stockServer.js";

/** A Vue application with one component, on the page. */
async function mounted() {
  const server = await talkingServer();
  const name = ref("tea");
  const result: Partial<
    ReturnType<typeof useRoom> &
      ReturnType<typeof useParley> &
      ReturnType<typeof useTyping> & { people: ReturnType<typeof usePresence> }
  > = {};
  const Chat = defineComponent({
    setup() {
      Object.assign(result, useParley({ url: server.url, reconnectionDelay: 10 }));
      result.people = usePresence(result.client!);
      Object.assign(result, useTyping(result.client!, name));
      Object.assign(result, useRoom(result.client!, name, { history: 10 }));
      return () =>
        h("div", [
          h("p", result.connection!.value.connectionState),
          h(
            "ol",
            result.room!.value.messages.map(({ id, content, status }) => h("li", { key: id }, `${content} ${status}`)),
          ),
        ]);
    },
  });
  const app = createApp(Chat);
  const element = document.body.appendChild(document.createElement("main"));
  app.mount(element);
  onTestFinished(() => app.unmount());
  await eventually(() => expect(result.room?.value.isJoined).toBe(true));
  const texts = () => [...element.querySelectorAll("li")].map((item) => item.textContent);
  return { server, app, element, name, texts, ...(result as Required<typeof result>) };
}

test("a component shows the connection and the room, and what one says is there at once, and once", async () => {
  const { element, room, send, texts } = await mounted();
  expect(element.querySelector("p")?.textContent).toBe("connected");
  expect(room.value.memberCount).toBe(1);
  const sending = send("hello");
  await nextTick();
  expect(texts()).toEqual(["hello sending"]);
  await sending;
  await eventually(() => expect(texts()).toEqual(["hello sent"]));
});

test("another name is another room, and the one before is left", async () => {
  const { server, name, room, send } = await mounted();
  await send("hello");
  name.value = "coffee";
  expect(room.value).toMatchObject({ isJoined: false, messages: [] });
  await eventually(() => expect(room.value.isJoined).toBe(true));
  await eventually(() => expect([...server.rooms()]).toEqual(["coffee"]));
});

test("with the component the socket ends", async () => {
  const { server, app } = await mounted();
  app.unmount();
  await eventually(() => expect(server.io.of("/").sockets.size).toBe(0));
});

test("another session has to be let in again", async () => {
  const { server, room, connection } = await mounted();
  server.io.engine.close();
  await eventually(() => expect(room.value.isJoined).toBe(false));
  await eventually(() => expect(connection.value.connectionState).toBe("connected"));
  server.io.emit("room-joined", { success: true, room: "tea", memberCount: 7 });
  await eventually(() => expect(room.value).toMatchObject({ isJoined: true, memberCount: 7 }));
});

test("what was said before is asked for at each join, and stands before what is said now, once", async () => {
  const { server, texts, send } = await mounted();
  const said = (id: string, at: string) => ({
    ...{ id, room: "tea", from: "bob", content: id, type: "text" },
    timestamp: `2026-01-01T00:00:0${at}.000Z`,
  });
  await send("now");
  const asked: unknown[] = [];
  server.io.of("/").sockets.forEach((socket) =>
    socket.on("room-history", (request, acknowledge) => {
      asked.push(request);
      acknowledge({ success: true, room: "tea", messages: [said("one", "1"), said("two", "2")] });
    }),
  );
  for (let times = 0; times < 2; times++) {
    server.io.emit("room-joined", { success: true, room: "tea", memberCount: 1 });
    await eventually(() => expect(asked).toHaveLength(times + 1));
    await eventually(() => expect(texts()).toEqual(["one sent", "two sent", "now sent"]));
  }
  expect(asked[0]).toEqual({ room: "tea", limit: 10 });
});

test("people are those of this session, and typists those of the room, until they say something", async () => {
  const { server, name, people, typists, connection } = await mounted();
  const types = (userId: string, room?: string) =>
    server.io.emit("typing-start", { userId, ...(room && { room }), isTyping: true, timestamp: "then" });
  server.io.emit("presence-update", { userId: "bob", status: "busy", timestamp: "then" });
  await eventually(() => expect([...people.value.values()]).toMatchObject([{ userId: "bob", status: "busy" }]));
  types("bob", "tea");
  types("eve");
  types("mia", "coffee");
  types("bob", "tea");
  await eventually(() => expect(typists.value).toEqual(["bob", "eve"]));
  server.io.emit("message", { id: "1", room: "tea", from: "bob", content: "x", type: "text" });
  await eventually(() => expect(typists.value).toEqual(["eve"]));
  server.io.emit("typing-stop", { userId: "eve", room: "tea", isTyping: false, timestamp: "then" });
  await eventually(() => expect(typists.value).toEqual([]));
  types("eve", "tea");
  await eventually(() => expect(typists.value).toEqual(["eve"]));
  name.value = "coffee";
  expect(typists.value).toEqual([]);
  types("mia", "coffee");
  await eventually(() => expect(typists.value).toEqual(["mia"]));

  server.io.engine.close();
  await eventually(() => expect(typists.value).toEqual([]));
  await eventually(() => expect(connection.value.connectionState).toBe("connected"));
  expect(people.value.size).toBe(0);
});

test("that one types is said in the room", async () => {
  const { server, startTyping, stopTyping } = await mounted();
  const heard: unknown[] = [];
  server.io.of("/").sockets.forEach((socket) => socket.onAny((event, { room }) => heard.push([event, room])));
  startTyping();
  stopTyping();
  await eventually(() =>
    expect(heard).toEqual([
      ["typing-start", "tea"],
      ["typing-stop", "tea"],
    ]),
  );
});
