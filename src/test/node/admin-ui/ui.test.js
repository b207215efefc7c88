// The real Admin UI, as its package ships it, in a headless Chromium.
import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "../browser/chromium.js";
import { PASSWORD, USER, visitor } from "./support.js";

const server = process.env.PARLEY_URL;
const screenshots = process.env.SCREENSHOTS;
const UI = join(dirname(createRequire(import.meta.url).resolve("@socket.io/admin-ui/package.json")), "ui", "dist");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png" };

const pages = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://ui").pathname);
  const file = join(UI, path === "/" ? "index.html" : path);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});
let browser;

before(async () => {
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  pages.closeAllConnections();
  pages.close();
});

const shoot = (page, name) => page.screenshot({ path: join(screenshots, `admin-ui-${name}.png`) });

const view = (page, name) => page.getByRole("navigation").getByText(name, { exact: true }).click();

const row = (page, text) => page.getByRole("row", { name: text });

/** Presses a button of a row. The page takes that for a click on the row, too, and leaves the view. */
async function press(page, name, button) {
  await button.click();
  await view(page, name);
}

test("the Admin UI shows servers, sockets and rooms, and its buttons work", async (t) => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  // Fonts and icons, which the page would fetch from elsewhere.
  await context.route((url) => url.hostname !== "localhost", (route) => route.abort());
  t.after(() => context.close());
  const olga = await visitor(t, server, "olga");
  const olgaId = olga.id;
  const paul = await visitor(t, server, "paul");
  await paul.emitWithAck("join-room", { room: "library" });

  await page.goto(`http://localhost:${pages.address().port}/`);
  const form = page.locator(".v-dialog form");
  await form.getByLabel("Server URL").fill(server);
  await form.getByLabel("Username").fill(USER);
  await form.getByLabel("Password").fill("guess");
  await form.getByRole("button", { name: "Connect" }).click();
  await form.getByText("Invalid credentials").waitFor();
  await form.getByLabel("Password").fill(PASSWORD);
  await form.getByRole("button", { name: "Connect" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByText("healthy").first().waitFor();
  await shoot(page, "dashboard");

  await view(page, "Servers");
  await page.getByRole("cell", { name: hostname(), exact: true }).first().waitFor();
  await shoot(page, "servers");

  await view(page, "Sockets");
  await row(page, olgaId).waitFor();
  await row(page, paul.id).waitFor();
  await shoot(page, "sockets");
  await row(page, olgaId).click();
  await page.getByText("Socket details").first().waitFor();
  await page.getByLabel("Join a room").fill("garden");
  await page.getByRole("main").locator("form").getByRole("button").last().click();
  await page.getByRole("row", { name: "garden" }).waitFor();
  await shoot(page, "socket");

  await view(page, "Rooms");
  await row(page, "garden").waitFor();
  await row(page, "library").waitFor();
  await shoot(page, "rooms");
  // The first button empties the room, the second one disconnects who is in it.
  await press(page, "Rooms", row(page, "garden").getByRole("button").first());
  await row(page, "garden").waitFor({ state: "hidden" });
  const disconnected = new Promise((resolve) => paul.once("disconnect", resolve));
  await press(page, "Rooms", row(page, "library").getByRole("button").last());
  assert.equal(await disconnected, "io server disconnect");
  await row(page, "library").waitFor({ state: "hidden" });

  await view(page, "Events");
  await page.getByText("Room joined").first().waitFor();
  await shoot(page, "events");

  await page.reload();
  await view(page, "Sockets");
  await row(page, olgaId).waitFor();
  await press(page, "Sockets", row(page, olgaId).getByRole("button"));
  await row(page, olgaId).waitFor({ state: "hidden" });
  assert.equal(olga.connected, false);
});
