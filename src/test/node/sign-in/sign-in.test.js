import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, closeBrowser, shoot, tab, url } from "../browser/tab.js";
import { startIssuer } from "./issuer.js";

let issuer;

before(async () => {
  issuer = await startIssuer(Number(process.env.ISSUER_PORT), url);
});
after(async () => {
  await closeBrowser();
  issuer.close();
});

/** Presses the button, and returns the issuer's page, which opens in a window of its own. */
async function atIssuer(page) {
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: /^Sign in at/ }).click();
  return opening;
}

async function signIn(page, name) {
  const window = await atIssuer(page);
  await window.locator("[name=login]").fill(name);
  await window.locator("[name=password]").fill("any");
  await window.getByRole("button", { name: "Sign-in" }).click();
  const closed = window.waitForEvent("close");
  await window.getByRole("button", { name: "Continue" }).click();
  await page.getByText(`Connected as ${name}`).waitFor();
  await closed;
}

test("an operator signs in at the issuer, sees the server, and the token is renewed", async (t) => {
  const page = await tab(t);
  await page.getByRole("button", { name: /^Sign in at localhost/ }).waitFor();
  await shoot(page, "sign-in-issuer-light");
  await assertAccessible(page, "the sign-in at an issuer");
  await signIn(page, "operator");

  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.equal(stored, "[{},{},\"\"]");
  assert.doesNotMatch(page.url(), /code|state/);
  const renewed = issuer.granted("refresh_token");
  await page.getByRole("link", { name: "Operations" }).click();
  const connections = page.getByRole("region", { name: "Connections" }).first();
  await connections.getByRole("button", { name: "operator" }).waitFor();
  await renewed;
  await page.getByRole("img", { name: /^Connections: now [1-9]/ }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("who has not the role has no operations, and a token can still be pasted", async (t) => {
  const page = await tab(t);
  await page.getByText("With a token").click();
  await page.getByLabel("Token").waitFor();
  await signIn(page, "guest");
  assert.equal(await page.getByRole("link", { name: "Operations" }).count(), 0);
});

test("who does not want to sign in is told so, and may try again", async (t) => {
  const page = await tab(t);
  const window = await atIssuer(page);
  await window.getByText("Cancel").click();
  await page.getByRole("alert").getByText("The issuer refuses").waitFor();
  await signIn(page, "second thought");
});

test("the page's policy names the issuer, and nobody else", async () => {
  const policy = (await fetch(`${url}/`)).headers.get("Content-Security-Policy");
  const connecting = policy.split("; ").find((part) => part.startsWith("connect-src"));
  assert.equal(connecting, `connect-src 'self' http://localhost:${process.env.ISSUER_PORT}`);
});
