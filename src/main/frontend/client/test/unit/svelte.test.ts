// @vitest-environment jsdom
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parley, presenceStore, roomStore, typingStore } from "@parley/client/svelte";
import { compile } from "svelte/compiler";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./compile.js";
import { eventually, talkingServer } from "./stockServer.js";

const COMPONENT = `
<script>
  import { onDestroy } from "svelte";
  const { client, connection, room } = $props();
  onDestroy(client.disconnect);
</script>
<p>{$connection.connectionState}</p>
<ol>{#each $room.messages as { id, content, status } (id)}<li>{content} {status}</li>{/each}</ol>`;

/** The component, compiled by Svelte as an application's bundler has it compiled. */
async function component() {
  const folder = mkdtempSync(join(root, "test/.svelte-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "Chat.js"), compile(COMPONENT, { filename: "Chat.svelte", generate: "client" }).js.code);
  writeFileSync(
    join(folder, "main.js"),
    `export { mount, unmount, flushSync } from "svelte";\nexport { default as Chat } from "./Chat.js";`,
  );
  const outfile = join(folder, "bundle.mjs");
  // Not here: esbuild refuses to run beside jsdom, which has classes of its own.
  const options = {
    entryPoints: [join(folder, "main.js")],
    outfile,
    bundle: true,
    format: "esm",
    conditions: ["browser"],
  };
  const code = `(await import("esbuild")).buildSync(${JSON.stringify(options)})`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return import(/* @vite-ignore */ outfile);
}

test("a component shows the stores: the connection, and the room with what one says, at once and once", async () => {
  const { mount, unmount, Chat, flushSync } = await component();
  const server = await talkingServer();
  const { client, connection } = parley({ url: server.url, reconnectionDelay: 10 });
  const room = roomStore(client, "tea");
  await expect(room.send("too early")).rejects.toThrow("subscribed");

  const element = document.body.appendChild(document.createElement("main"));
  const mounted = mount(Chat, { target: element, props: { client, connection, room } });
  const texts = () => [...element.querySelectorAll("li")].map((item) => item.textContent);
  await eventually(() => expect([...server.rooms()]).toEqual(["tea"]));
  await eventually(() => expect(element.querySelector("p")?.textContent).toBe("connected"));
  const sending = room.send("hello");
  flushSync();
  expect(texts()).toEqual(["hello sending"]);
  await sending;
  await eventually(() => expect(texts()).toEqual(["hello sent"]));

  await unmount(mounted);
  await eventually(() => expect(server.io.of("/").sockets.size).toBe(0));
});

test("a room is left with its last subscriber, and is empty for the next one", async () => {
  const server = await talkingServer();
  const { client } = parley({ url: server.url });
  onTestFinished(client.disconnect);
  const room = roomStore(client, "tea");
  const ends = [room.subscribe(() => {}), room.subscribe(() => {})];
  await eventually(() => expect([...server.rooms()]).toEqual(["tea"]));
  await room.send("hello");
  ends[0]?.();
  expect([...server.rooms()]).toEqual(["tea"]);
  ends[1]?.();
  await eventually(() => expect([...server.rooms()]).toEqual([]));
  let messages: unknown;
  onTestFinished(room.subscribe((state) => (messages = state.messages)));
  expect(messages).toEqual([]);
});

test("people and typists are stores, which begin anew with their first subscriber", async () => {
  const server = await talkingServer();
  const { client } = parley({ url: server.url });
  onTestFinished(client.disconnect);
  await client.joinRoom({ room: "tea" });
  const [people, typists] = [presenceStore(client), typingStore(client, "tea")];
  let seen: unknown[] = [];
  const ends = [
    people.subscribe((all) => (seen[0] = [...all].map(([user, { status }]) => `${user} ${status}`))),
    typists.subscribe((all) => (seen[1] = all)),
  ];
  expect(seen).toEqual([[], []]);
  server.io.emit("presence-update", { userId: "bob", status: "away", timestamp: "then" });
  server.io.emit("typing-start", { userId: "bob", room: "tea", isTyping: true, timestamp: "then" });
  server.io.emit("typing-start", { userId: "mia", room: "coffee", isTyping: true, timestamp: "then" });
  await eventually(() => expect(seen).toEqual([["bob away"], ["bob"]]));
  ends.forEach((end) => end());
  seen = [];
  onTestFinished(people.subscribe((all) => (seen[0] = [...all])));
  onTestFinished(typists.subscribe((all) => (seen[1] = all)));
  expect(seen).toEqual([[], []]);
});
