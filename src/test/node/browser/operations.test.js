import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { assertAccessible, closeBrowser, enter, line, PHONE, say, shoot, signIn, tab } from "./tab.js";

after(closeBrowser);

async function openOperations(page) {
  await page.getByRole("link", { name: "Operations" }).click();
  await page.getByRole("heading", { name: "This node" }).waitFor();
}

test("an operator sees who is there, looks closer, publishes, and disconnects somebody", async (t) => {
  // A slash in it is a slash in the path of the REST side.
  const room = "control room/north";
  const kim = await tab(t);
  const leo = await tab(t);
  const admin = await tab(t);
  for (const [page, name] of [[kim, "kim"], [leo, "leo"]]) {
    await signIn(page, name);
    await enter(page, room);
  }
  await signIn(admin, "ada", { operator: true });
  await openOperations(admin);

  const connections = admin.getByRole("region", { name: "Connections" }).first();
  await connections.getByRole("button", { name: "kim" }).waitFor();
  await connections.getByRole("button", { name: "leo" }).waitFor();
  await admin.getByText("healthy").waitFor();
  await say(kim, "Is anybody watching?");
  await admin.getByRole("img", { name: /^Connections: now [1-9]/ }).waitFor();
  // The page scrolls inside: a picture of all of it needs a tall window.
  await admin.setViewportSize({ width: 1200, height: 1900 });
  await shoot(admin, "operations-light");
  await assertAccessible(admin, "operations, light");
  await admin.emulateMedia({ colorScheme: "dark" });
  await shoot(admin, "operations-dark");
  await assertAccessible(admin, "operations, dark");
  await admin.setViewportSize({ ...PHONE, height: 2700 });
  await shoot(admin, "operations-phone-dark");
  await admin.emulateMedia({ colorScheme: "light" });
  await shoot(admin, "operations-phone-light");
  await admin.setViewportSize({ width: 1200, height: 800 });

  await admin.getByRole("button", { name: room }).click();
  const members = admin.getByRole("dialog").getByRole("list", { name: "Members" });
  await members.getByText("leo", { exact: true }).waitFor();
  await members.getByRole("button", { name: /of kim$/ }).click();
  await admin.getByRole("dialog", { name: "Connection of kim" }).waitFor();
  await admin.getByRole("button", { name: "Close" }).click();
  await admin.getByRole("button", { name: room }).click();
  await members.getByText("kim", { exact: true }).waitFor();
  await admin.getByLabel("A system message to the room").fill("Back at noon");
  await shoot(admin, "operations-room-light");
  await assertAccessible(admin, "the details of a room");
  await admin.getByRole("button", { name: "Publish" }).click();
  await admin.getByRole("dialog").getByText(/Published as/).waitFor();
  await shoot(admin, "operations-published-light");
  await line(kim, "Back at noon").waitFor();
  await admin.getByRole("button", { name: "Close" }).click();

  await admin.getByRole("search", { name: "Connections" }).getByLabel("User").fill("leo");
  await connections.getByRole("button", { name: "kim" }).waitFor({ state: "hidden" });
  await connections.getByRole("button", { name: "leo" }).click();
  await shoot(admin, "operations-connection-light");
  await assertAccessible(admin, "the details of a connection");
  await admin.getByRole("button", { name: "Disconnect" }).click();
  await admin.getByRole("button", { name: "Yes, disconnect leo" }).click();
  await leo.getByText(/disconnected/i).waitFor();
  await kim.getByRole("list", { name: "People" }).locator('[data-status="offline"]').getByText("leo").waitFor();
  await connections.getByText("The connection of leo was ended.").waitFor();
  await admin.getByText("Nothing found").waitFor();
  await shoot(admin, "operations-nothing-found-light");
  assert.equal(await kim.getByText("Connected as kim").count(), 1);
});

test("plots begin with what the node remembers, and have no hole where nobody has looked", async (t) => {
  const page = await tab(t);
  await signIn(page, "rita", { operator: true });
  // Whatever the node has lived through before; what is asked here is that the page shows it.
  const begin = Date.now();
  const points = [240, 120, 60, 5].map((seconds) => ({
    timestamp: new Date(begin - seconds * 1000).toISOString(),
    activeConnections: 1000 + seconds,
    messagesPerSecond: 0,
    averageLatency: 98765.5,
    errorRate: 4.2,
  }));
  await page.route("**/api/metrics/history", (route) => route.fulfill({ json: { points } }));
  await openOperations(page);
  await page.getByRole("img", { name: /^Connections: now \d+, at most 1240 in five minutes$/ }).waitFor();
  await page.getByRole("img", { name: /^Latency: now .*, at most 98765.5 ms in five minutes$/ }).waitFor();
  await page.getByRole("img", { name: /^Errors: now .*, at most 420 % in five minutes$/ }).waitFor();
  await shoot(page, "operations-history-light");
});

test("the node remembers what was before the page came", async (t) => {
  const page = await tab(t);
  await signIn(page, "sara", { operator: true });
  const answering = page.waitForResponse("**/api/metrics/history");
  await openOperations(page);
  const { points } = await (await answering).json();
  assert.ok(points.length > 0 && points.length <= 61, `${points.length} points`);
});

test("an operator looks a user up, notifies, broadcasts, and ends all connections of a user and of a room", async (t) => {
  const room = "lounge/2";
  const [tom, uma, vic] = [await tab(t), await tab(t), await tab(t)];
  for (const [page, name] of [[tom, "tom"], [uma, "uma"], [vic, "vic"]]) {
    await signIn(page, name);
    await enter(page, room);
  }
  const admin = await tab(t);
  await signIn(admin, "walter", { operator: true });
  await openOperations(admin);

  await admin.getByLabel("The id of a user").fill("tom");
  await admin.getByRole("button", { name: "Look up" }).click();
  const dialog = admin.getByRole("dialog", { name: "User tom" });
  await dialog.getByText("online").waitFor();
  await dialog.getByLabel("A notification to the user").fill('{"title": "Tea"}');
  await dialog.getByRole("button", { name: "Notify" }).click();
  await dialog.getByText("Handed to the user’s connections.").waitFor();
  await shoot(admin, "operations-user-light");
  await assertAccessible(admin, "the details of a user");
  await dialog.getByRole("list", { name: "Connections of the user" }).getByRole("button").click();
  await admin.getByRole("dialog", { name: "Connection of tom" }).getByRole("button", { name: "tom", exact: true }).click();
  await dialog.getByRole("button", { name: "End all connections" }).click();
  await dialog.getByRole("button", { name: "Yes, end all connections of tom" }).click();
  await dialog.getByText("1 connection was ended.").waitFor();
  await dialog.getByText("Nothing is kept of users who are not connected").waitFor();
  await tom.getByText(/disconnected/i).waitFor();
  await admin.getByRole("button", { name: "Close" }).click();

  await admin.getByLabel("An event").fill("broadcast");
  await admin.getByLabel("To these rooms").fill(room);
  await admin.getByLabel("Its data").fill("Closing soon");
  await admin.getByRole("button", { name: "Broadcast" }).click();
  await admin.getByText("Handed to the room.").waitFor();

  await admin.getByRole("button", { name: room }).click();
  await admin.getByRole("button", { name: "Disconnect everybody" }).click();
  await admin.getByRole("button", { name: "Yes, disconnect everybody in the room" }).click();
  await admin.getByText("2 connections were ended.").waitFor();
  await shoot(admin, "operations-room-ended-light");
  for (const page of [uma, vic]) {
    await page.getByText(/disconnected/i).waitFor();
  }
});

test("a list is exported as it is filtered, and the configuration is shown without secrets", async (t) => {
  const page = await tab(t, { acceptDownloads: true });
  await signIn(page, "xenia", { operator: true });
  await enter(page, "exported, with a comma");
  await openOperations(page);
  await page.getByRole("search", { name: "Connections" }).getByLabel("User").fill("xenia");
  const connections = page.getByRole("region", { name: "Connections" }).first();
  await connections.getByRole("button", { name: "xenia" }).waitFor();
  const downloading = page.waitForEvent("download");
  await connections.getByRole("button", { name: "Export as CSV" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "connections.csv");
  const [head, first, end] = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.equal(head, "socketId,userId,connectedAt,transport,remoteAddress,node,rooms,metadata");
  assert.match(first, /,xenia,.*,"\[""exported, with a comma""\]",/);
  assert.equal(end, "");
  await connections.getByText("1 saved.").waitFor();

  await page.getByRole("button", { name: "Show the settings" }).click();
  await page.getByLabel("Name or source").fill("dev_mode");
  const row = page.getByRole("row", { name: /PARLEY_DEV_MODE/ });
  await row.getByText("true").waitFor();
  assert.equal(await page.getByRole("row", { name: /WEBSOCKET_/ }).count(), 0);
  await shoot(page, "operations-configuration-light", { fullPage: true });
  await assertAccessible(page, "the configuration");
});

test("a node that says nothing of itself is a message, and not the end of the page", async (t) => {
  const page = await tab(t);
  await signIn(page, "olga", { operator: true });
  await page.route("**/ready", (route) => route.fulfill({ json: { status: "not_ready" } }));
  await openOperations(page);
  await page.getByRole("alert").getByText("The node does not answer").waitFor();
  await page.getByRole("region", { name: "Connections" }).first().getByRole("button", { name: "olga" }).waitFor();
});

test("what is old looks old: a node that does not answer any more has no state", async (t) => {
  const page = await tab(t);
  await signIn(page, "paul", { operator: true });
  await openOperations(page);
  const takes = page.locator("dl.facts > div", { hasText: "Takes connections" }).locator("dd");
  await takes.getByText("yes").waitFor();
  await page.route("**/ready", (route) => route.fulfill({ json: { status: "not_ready" } }));
  await takes.getByText("unknown").waitFor();
  assert.equal(await page.locator("dl.facts .good").count(), 0);
  await page.getByRole("alert").getByText("It last did at").waitFor();
  await shoot(page, "operations-stale-light");
  await assertAccessible(page, "operations with an old state");
});

test("who signs in under another name does not come into the rooms of the one before", async (t) => {
  const page = await tab(t);
  await signIn(page, "pia");
  await enter(page, "of pia");
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, "quentin");
  await page.getByText("You are in no room yet").waitFor();
  await enter(page, "of quentin");
  assert.equal(await page.getByRole("button", { name: "of pia" }).count(), 0);
});

test("who is no operator is told what is missing", async (t) => {
  const page = await tab(t, { colorScheme: "dark" });
  await signIn(page, "mia");
  assert.equal(await page.getByRole("link", { name: "Operations" }).count(), 0);
  await page.evaluate(() => (window.location.hash = "operations"));
  await page.getByText("This is for operators").waitFor();
  await shoot(page, "operations-refused-dark");
  await assertAccessible(page, "operations without the role");
});

test("the keyboard is enough, and the theme can be chosen", async (t) => {
  const page = await tab(t);
  await page.getByLabel("Name").waitFor();
  await page.keyboard.type("nora");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.getByText("Connected as nora").waitFor();
  await page.getByRole("link", { name: "Operations" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Table of connections" }).getByRole("button", { name: "nora" }).press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Theme: auto. Change" }).press("Enter");
  await page.getByRole("button", { name: "Theme: light. Change" }).press("Enter");
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
  await page.reload();
  await page.getByRole("button", { name: "Theme: dark. Change" }).waitFor();
});
