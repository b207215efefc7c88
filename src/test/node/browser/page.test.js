import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./chromium.js";

const url = process.env.PARLEY_URL;
const WIDE = { width: 1200, height: 750 };
const PHONE = { width: 375, height: 720 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A tab of a profile of its own; whatever its console complains of is an error of the test. */
async function tab(t, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, colorScheme: "light", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`${message.text()} ${message.location().url}`);
    }
  });
  t.after(() => context.close());
  await page.goto(url);
  return { page, complaints };
}

async function signIn(page, name) {
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(`Connected as ${name} by websocket`).waitFor();
}

async function enter(page, room) {
  await page.getByLabel("Join a room").fill(room);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("heading", { name: room }).waitFor();
}

async function say(page, text) {
  await page.getByLabel("Message").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("log").getByText(text).waitFor();
}

function shoot(page, name) {
  return page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });
}

test("two people sign in, join a room, talk, and see each other type, come and go", async (t) => {
  const { page: ann, complaints: ofAnn } = await tab(t);
  const { page: bob, complaints: ofBob } = await tab(t, { viewport: PHONE, colorScheme: "dark" });
  await shoot(ann, "sign-in-light");
  await shoot(bob, "sign-in-phone-dark");

  for (const [page, name] of [[ann, "ann"], [bob, "bob"]]) {
    await signIn(page, name);
    await enter(page, "lobby");
  }
  const people = ann.getByRole("list", { name: "People" });
  await people.getByText("bob online").waitFor();

  await say(ann, "Hello Bob, how are you? <b>This</b> is text and no markup.");
  await bob.getByRole("log").getByText("<b>This</b> is text").waitFor();
  await bob.getByLabel("Message").pressSequentially("Fine, thanks", { delay: 150 });
  await ann.getByText("bob typing…").waitFor();
  await shoot(ann, "chat-light");
  await bob.keyboard.press("Enter");
  await ann.getByRole("log").getByText("Fine, thanks").waitFor();
  await ann.getByText("bob typing…").waitFor({ state: "hidden" });
  await bob.screenshot({ path: join(process.env.SCREENSHOTS, "chat-phone-dark.png"), fullPage: true });
  await ann.emulateMedia({ colorScheme: "dark" });
  await shoot(ann, "chat-dark");

  await bob.getByLabel("My status").selectOption("busy");
  await people.getByText("bob busy").waitFor();
  await bob.getByRole("button", { name: "Leave" }).click();
  await bob.getByRole("heading", { name: "No room" }).waitFor();
  await say(ann, "Nobody here?");
  await enter(bob, "lobby");
  assert.equal(await bob.getByText("Nobody here?").count(), 0);
  await bob.getByRole("button", { name: "Sign out" }).click();
  await people.getByText("bob offline").waitFor();
  assert.deepEqual([ofAnn, ofBob], [[], []]);
});

test("a reload comes back to the room under the same name, and no token is kept", async (t) => {
  const { page, complaints } = await tab(t, { viewport: PHONE });
  await signIn(page, "carol");
  await enter(page, "reading room");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(stored, /eyJ/);
  await page.reload();
  await page.getByRole("heading", { name: "reading room" }).waitFor();
  await say(page, "Here again");
  assert.deepEqual(complaints, []);
});

test("errors are shown, and read out", async (t) => {
  const { page } = await tab(t, { viewport: PHONE });
  await signIn(page, "dave");
  await page.getByLabel("Join a room").fill("  ");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("INVALID_ROOM").waitFor();
  await shoot(page, "error-phone-light");
});

test("a conversation scrolls inside its box", async (t) => {
  const { page } = await tab(t);
  await signIn(page, "erin");
  await enter(page, "long");
  for (let line = 1; line <= 25; line++) {
    await say(page, `This is line ${line} of a long conversation.`);
  }
  const box = await page.evaluate(() => ({
    page: document.documentElement.scrollHeight <= window.innerHeight,
    log: document.getElementById("messages").scrollTop > 0,
  }));
  assert.deepEqual(box, { page: true, log: true });
});

test("a server that gives no tokens is asked with a pasted one", async (t) => {
  const { page } = await tab(t);
  const { token } = await (await fetch(`${url}/dev/token?user=frank`)).json();
  await page.route("**/dev/token*", (route) => route.fulfill({ status: 404 }));
  await page.getByLabel("Name").fill("frank");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Token").fill("a.b.c");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("token").waitFor();
  await page.getByLabel("Token").fill(token);
  await shoot(page, "token-light");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Connected as frank by websocket").waitFor();
});

test("a lost connection comes back, and the room with it", async (t) => {
  const { page } = await tab(t);
  // The client heeds the network's state for every host but "localhost".
  await page.goto(url.replace("localhost", "127.0.0.1"));
  await signIn(page, "grace");
  await enter(page, "bridge");
  await page.evaluate(() => document.body.dataset.same = "page");
  await page.context().setOffline(true);
  await page.getByText(/Reconnecting|Disconnected|No connection/).waitFor();
  await page.context().setOffline(false);
  await page.getByText("Connected as grace by websocket").waitFor();
  await say(page, "Still here");
  assert.equal(await page.evaluate(() => document.body.dataset.same), "page");
});

test("the stock client in the browser upgrades by itself", async (t) => {
  const { page, complaints } = await tab(t);
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
  assert.deepEqual(complaints, []);
});
