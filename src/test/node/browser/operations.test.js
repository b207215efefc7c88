import assert from "node:assert/strict";
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
  // For the picture's sake: a plot needs some points to be one.
  await admin.waitForTimeout(6500);
  await shoot(admin, "operations-light", { fullPage: true });
  await assertAccessible(admin, "operations, light");
  await admin.emulateMedia({ colorScheme: "dark" });
  await shoot(admin, "operations-dark", { fullPage: true });
  await assertAccessible(admin, "operations, dark");
  await admin.setViewportSize(PHONE);
  await shoot(admin, "operations-phone-dark", { fullPage: true });
  await admin.emulateMedia({ colorScheme: "light" });
  await shoot(admin, "operations-phone-light", { fullPage: true });
  await admin.setViewportSize({ width: 1200, height: 800 });

  await admin.getByRole("button", { name: room }).click();
  await admin.getByLabel("A system message to the room").fill("Back at noon");
  await shoot(admin, "operations-room-light");
  await assertAccessible(admin, "the details of a room");
  await admin.getByRole("button", { name: "Publish" }).click();
  await admin.getByText(/Published as/).waitFor();
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
  await admin.getByText("Nothing found").waitFor();
  await shoot(admin, "operations-nothing-found-light");
  assert.equal(await kim.getByText("Connected as kim").count(), 1);
});

test("a node that says nothing of itself is a message, and not the end of the page", async (t) => {
  const page = await tab(t);
  await signIn(page, "olga", { operator: true });
  await page.route("**/ready", (route) => route.fulfill({ json: { status: "not_ready" } }));
  await openOperations(page);
  await page.getByRole("alert").getByText("The node does not answer").waitFor();
  await page.getByRole("region", { name: "Connections" }).first().getByRole("button", { name: "olga" }).waitFor();
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
  await page.getByRole("link", { name: "Operations" }).click();
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
  await page.getByRole("button", { name: "nora" }).press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Theme: auto. Change" }).press("Enter");
  await page.getByRole("button", { name: "Theme: light. Change" }).press("Enter");
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
  await page.reload();
  await page.getByRole("button", { name: "Theme: dark. Change" }).waitFor();
});
