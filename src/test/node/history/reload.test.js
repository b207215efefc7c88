import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertAccessible, closeBrowser, enter, line, say, shoot, signIn, tab } from "../browser/tab.js";

after(closeBrowser);

const said = (page) => page.getByRole("log").locator(".content").allInnerTexts();

test("what was said is there again after a reload, in its order and once, and for whoever comes later", async (t) => {
  const ann = await tab(t);
  const bob = await tab(t);
  await signIn(ann, "ann");
  await signIn(bob, "bob");
  await enter(ann, "kept");
  await enter(bob, "kept");
  await say(ann, "one");
  await say(bob, "two");
  await line(ann, "two").waitFor();

  await ann.reload();
  await ann.getByRole("heading", { name: "kept" }).waitFor();
  await line(ann, "two").waitFor();
  assert.deepEqual(await said(ann), ["one", "two"]);
  await say(ann, "three");
  await line(bob, "three").waitFor();
  assert.deepEqual(await said(ann), ["one", "two", "three"]);
  assert.deepEqual(await said(bob), ["one", "two", "three"]);
  await shoot(ann, "history-after-reload");
  await assertAccessible(ann, "the chat after a reload");

  const eve = await tab(t);
  await signIn(eve, "eve");
  await enter(eve, "kept");
  await line(eve, "three").waitFor();
  assert.deepEqual(await said(eve), ["one", "two", "three"]);
});
