import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { tokenAt } from "../tokens.js";
import { assertAccessible, closeBrowser, enter, line, PHONE, say, shoot, signIn, tab, url } from "./tab.js";

after(closeBrowser);

/** The Java side stops the server and starts another one on the same port; it answers when that is ready. */
async function restartServer() {
  const answer = await fetch(process.env.PARLEY_RESTART_URL, { method: "POST" });
  assert.equal(answer.status, 204);
}

test("two people sign in, join a room, talk, and see each other type, come and go", async (t) => {
  const ann = await tab(t);
  const bob = await tab(t, { viewport: PHONE, colorScheme: "dark" });
  await shoot(ann, "sign-in-light");
  await shoot(bob, "sign-in-phone-dark");
  await assertAccessible(ann, "the sign-in");

  await signIn(ann, "ann");
  await shoot(ann, "chat-empty-light");
  await signIn(bob, "bob");
  await enter(ann, "lobby");
  await enter(bob, "lobby");
  const people = ann.getByRole("list", { name: "People" });
  await people.getByText("bob").waitFor();

  await say(ann, "Hello Bob, how are you? <b>This</b> is text and no markup.");
  await bob.getByRole("log").getByText("<b>This</b> is text").waitFor();
  await bob.getByRole("textbox", { name: "Message" }).pressSequentially("Fine, thanks", { delay: 150 });
  await ann.getByText("bob typing…").waitFor();
  await shoot(ann, "chat-light");
  await bob.keyboard.press("Enter");
  await line(ann, "Fine, thanks").waitFor();
  await ann.getByText("bob typing…").waitFor({ state: "hidden" });
  await shoot(bob, "chat-phone-dark");
  await ann.emulateMedia({ colorScheme: "dark" });
  await shoot(ann, "chat-dark");
  await assertAccessible(ann, "the chat, dark");
  await ann.emulateMedia({ colorScheme: "light" });
  await assertAccessible(ann, "the chat, light");
  await bob.emulateMedia({ colorScheme: "light" });
  await shoot(bob, "chat-phone-light");
  await bob.getByRole("button", { name: "☰ Rooms" }).click();
  await shoot(bob, "chat-phone-rooms-light");
  await assertAccessible(bob, "the chat on a phone");

  await bob.getByLabel("My status").selectOption("busy");
  await people.locator('[data-status="busy"]').getByText("bob").waitFor();
  await bob.getByRole("button", { name: "Leave" }).click();
  await bob.getByRole("heading", { name: "No room" }).waitFor();
  await say(ann, "Nobody here?");
  await enter(bob, "lobby");
  assert.equal(await line(bob, "Nobody here?").count(), 0);
  await bob.getByRole("button", { name: "Sign out" }).click();
  await people.locator('[data-status="offline"]').getByText("bob").waitFor();
});

test("a reload comes back to the room under the same name, and no token is kept", async (t) => {
  const page = await tab(t, { viewport: PHONE });
  await signIn(page, "carol");
  await enter(page, "reading room");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(stored, /eyJ/);
  await page.reload();
  await page.getByRole("heading", { name: "reading room" }).waitFor();
  await say(page, "Here again");
});

test("a browser that keeps nothing shows the page all the same", async (t) => {
  const page = await tab(t, { keepsNothing: true });
  await page.getByRole("button", { name: /^Theme: auto/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).waitFor();
  await signIn(page, "mia");
  await enter(page, "lobby");
  await say(page, "Nothing is kept of me");
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { name: "No room" }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
});

test("refusals are shown, and read out", async (t) => {
  const page = await tab(t, { viewport: PHONE });
  await signIn(page, "dave");
  await page.getByRole("button", { name: "☰ Rooms" }).click();
  await page.getByLabel("Join a room").fill("  ");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(/room/i).waitFor();
  await shoot(page, "error-phone-light");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("alert").waitFor({ state: "hidden" });
});

test("addresses are links, and lines stay lines", async (t) => {
  const page = await tab(t);
  await signIn(page, "lena");
  await enter(page, `links ${"and a long name ".repeat(6)}`.trim());
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("See https://example.com/a?b=1.");
  await box.press("Shift+Enter");
  await box.pressSequentially("And more.");
  await box.press("Enter");
  const link = page.getByRole("log").getByRole("link");
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "https://example.com/a?b=1");
  assert.equal(await page.locator(".line .content").innerText(), "See https://example.com/a?b=1.\nAnd more.");
  await shoot(page, "chat-links-light");
  await assertAccessible(page, "links");
});

test("a conversation scrolls inside its box", async (t) => {
  const page = await tab(t);
  await signIn(page, "erin");
  await enter(page, "long");
  for (let number = 1; number <= 25; number++) {
    await say(page, `This is line ${number} of a long conversation.`);
  }
  const box = await page.evaluate(() => ({
    page: document.documentElement.scrollHeight <= window.innerHeight,
    log: document.querySelector("[role=log]").scrollTop > 0,
  }));
  assert.deepEqual(box, { page: true, log: true });
});

test("a server that gives no tokens is asked with a pasted one", async (t) => {
  const page = await tab(t);
  const token = await tokenAt(url, "frank");
  const info = await (await fetch(`${url}/api/info`)).json();
  await page.route("**/api/info", (route) => route.fulfill({ json: { ...info, development: false } }));
  await page.reload();
  await page.getByLabel("Token").fill("no token");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("This is not a token").waitFor();
  const forged = `${token.slice(0, token.lastIndexOf("."))}.AAAA`;
  await page.getByLabel("Token").fill(forged);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("token").waitFor();
  await shoot(page, "token-light");
  await assertAccessible(page, "the sign-in by token");
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Connected as frank").waitFor();
});

test("one goes away and returns, and what was written meanwhile is sent", async (t) => {
  const grace = await tab(t, { mayLoseServer: true });
  const heidi = await tab(t);
  // The client heeds the network's state for every host but "localhost".
  await grace.goto(url.replace("localhost", "127.0.0.1"));
  await signIn(grace, "grace");
  await signIn(heidi, "heidi");
  await enter(grace, "bridge");
  await enter(heidi, "bridge");
  await say(grace, "On my way");
  await line(heidi, "On my way").waitFor();

  await grace.context().setOffline(true);
  await grace.getByText(/Reconnecting/).waitFor();
  await grace.getByRole("textbox", { name: "Message" }).fill("From the tunnel");
  await grace.keyboard.press("Enter");
  await line(grace, "From the tunnel", "waiting").waitFor();
  await shoot(grace, "reconnecting-light");
  await assertAccessible(grace, "the chat without a connection");
  await heidi.getByRole("list", { name: "People" }).locator('[data-status="offline"]').getByText("grace").waitFor();
  await say(heidi, "While you were away");
  await grace.context().setOffline(false);

  await line(grace, "From the tunnel", "sent").waitFor();
  await grace.getByText("recovered, nothing was missed").waitFor();
  await line(grace, "While you were away").waitFor();
  assert.equal(await grace.getByText("Messages may be missing here").count(), 0);
  await shoot(grace, "recovered-light");
  await line(heidi, "From the tunnel").waitFor();
  await say(heidi, "Welcome back");
  await line(grace, "Welcome back").waitFor();
  assert.equal(await line(grace, "On my way").count(), 1);
  assert.equal(await line(grace, "While you were away").count(), 1);
  assert.equal(await line(heidi, "From the tunnel").count(), 1);
});

test("the server is restarted, both recover, and nothing is lost on the screen", async (t) => {
  const ivan = await tab(t, { mayLoseServer: true });
  const judy = await tab(t, { mayLoseServer: true });
  for (const [page, name] of [[ivan, "ivan"], [judy, "judy"]]) {
    await signIn(page, name);
    await enter(page, "machine room");
  }
  await say(ivan, "Before");
  await line(judy, "Before").waitFor();

  const restarted = restartServer();
  await ivan.getByText(/Reconnecting/).waitFor();
  await ivan.getByRole("textbox", { name: "Message" }).fill("Meanwhile");
  await ivan.keyboard.press("Enter");
  await restarted;
  await ivan.getByText("Connected as ivan").waitFor({ timeout: 60_000 });
  await judy.getByText("Connected as judy").waitFor({ timeout: 60_000 });
  await line(ivan, "Meanwhile", "sent").waitFor();
  for (const page of [ivan, judy]) {
    await page.getByText("Messages may be missing here").waitFor();
    assert.equal(await page.getByText("nothing was missed").count(), 0);
  }
  await shoot(ivan, "missed-light");
  await assertAccessible(ivan, "the chat with a gap");
  await say(judy, "After");
  await line(ivan, "After").waitFor();
  await say(ivan, "Afterwards");
  await line(judy, "Afterwards").waitFor();
  assert.equal(await line(ivan, "Before").count(), 1);
  assert.equal(await line(judy, "Before").count(), 1);
});

test("the stock client in the browser upgrades by itself", async (t) => {
  const page = await tab(t);
  await page.addScriptTag({ url: "/socket.io/socket.io.js" });
  const names = await page.evaluate(async () => {
    const { token } = await (await fetch("/dev/token?user=heidi")).json();
    const socket = io({ auth: { token } });
    await new Promise((resolve) => socket.once("connect", resolve));
    const first = socket.io.engine.transport.name;
    if (first === "polling") {
      await new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
    }
    const { success } = await socket.emitWithAck("join-room", { room: "upgraded" });
    return [socket.io.opts.transports ?? "default", socket.io.engine.transport.name, success];
  });
  assert.deepEqual(names.slice(1), ["websocket", true]);
});

test("what a browser loads at first is at most 150 KB, compressed", async () => {
  const page = await (await fetch(`${url}/`)).text();
  const files = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file);
  assert.ok(files.some((file) => file.endsWith(".js")) && files.some((file) => file.endsWith(".css")), files);
  let bytes = gzipSync(page).length;
  for (const file of files) {
    bytes += gzipSync(new Uint8Array(await (await fetch(`${url}/${file}`)).arrayBuffer())).length;
  }
  assert.ok(bytes <= 150_000, `${bytes} bytes`);
});
