// @vitest-environment jsdom
import { useParley, useRoom } from "@parley/client/vue";
import { createApp, defineComponent, h, nextTick, ref } from "vue";
import { expect, onTestFinished, test } from "vitest";
import { eventually, talkingServer } from "./stockServer.js";

/** A Vue application with one component, on the page. */
async function mounted() {
  const server = await talkingServer();
  const name = ref("tea");
  const result: Partial<ReturnType<typeof useRoom> & ReturnType<typeof useParley>> = {};
  const Chat = defineComponent({
    setup() {
      Object.assign(result, useParley({ url: server.url, reconnectionDelay: 10 }));
      Object.assign(result, useRoom(result.client!, name));
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
