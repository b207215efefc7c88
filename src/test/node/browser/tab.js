import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch } from "./chromium.js";

export const url = process.env.PARLEY_URL;
export const WIDE = { width: 1200, height: 800 };
export const PHONE = { width: 375, height: 720 };

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** What Chromium says of a server that is away; a test that takes the server away expects it. */
const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED|WebSocket connection to|status of (404|5\d\d)/;

/**
 * What Chromium says when a page itself ends a connection whose upgrade is under way: the stock client does so at
 * disconnect(), and so at a refused CONNECT. Whether the upgrade has come that far is a matter of milliseconds.
 */
const LEFT_WHILE_UPGRADING = /WebSocket connection to .* failed: WebSocket is closed before the connection is established/;

let browser;

/** The browser of a test file; begun with its first tab. */
export async function closeBrowser() {
  await browser?.close();
}

/** A tab of a profile of its own, at the console. Whatever its browser's console complains of fails the test. */
export async function tab(t, { mayLoseServer = false, keepsNothing = false, ...options } = {}) {
  browser ??= await launch();
  const context = await browser.newContext({ viewport: WIDE, colorScheme: "light", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  if (keepsNothing) {
    await page.addInitScript(blockStorage);
  }
  const complaints = [];
  const complain = (text) => {
    const expected = LEFT_WHILE_UPGRADING.test(text) || (mayLoseServer && AWAY.test(text));
    if (!expected) {
      complaints.push(text);
    }
  };
  page.on("pageerror", (error) => complain(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complain(`${message.text()} ${message.location().url}`);
    }
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, [], "the browser's console is silent");
  });
  await page.goto(url);
  return page;
}

/** Runs in the page, and does what a browser does whose user allows no site to keep anything. */
function blockStorage() {
  for (const area of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, area, {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  }
}

/** Signs in as somebody whom the development server gives a token. */
export async function signIn(page, name, { operator = false } = {}) {
  await page.getByLabel("Name").fill(name);
  if (operator) {
    await page.getByLabel("As an operator").check();
  }
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(`Connected as ${name}`).waitFor();
}

/** Joins a room and looks at it. */
export async function enter(page, room) {
  if (!(await page.getByLabel("Join a room").isVisible())) {
    await page.getByRole("button", { name: "☰ Rooms" }).click();
  }
  await page.getByLabel("Join a room").fill(room);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("heading", { name: room, exact: true }).waitFor();
}

/** Writes into the room that is looked at, and waits until the server has it. */
export async function say(page, text) {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await line(page, text, "sent").waitFor();
}

/** A line of the conversation, in a state if one is given. */
export function line(page, text, state) {
  return page.locator(state ? `.line[data-state="${state}"]` : ".line").getByText(text, { exact: true });
}

/** A picture of what is seen, below the build's folder, for people to look at. */
export function shoot(page, name, options = {}) {
  mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  return page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), ...options });
}

/** Has axe look for what keeps people out; nothing serious may be found, nor two landmarks of the same name. */
export async function assertAccessible(page, what) {
  // Not through a script element: the page's policy rightly refuses one that is not the server's.
  await page.evaluate(await import("node:fs/promises").then(({ readFile }) => readFile(AXE, "utf8")));
  const { violations } = await page.evaluate(() => window.axe.run());
  const serious = violations
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || id === "landmark-unique")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  assert.deepEqual(serious, [], `axe on ${what}`);
}
