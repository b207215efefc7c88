import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./compile.js";

const jest = join(dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin/jest.js");

/** What an application's tests do, in Jest as it comes: without transformations, so as CommonJS. */
const TESTS = `
const { createElement } = require("react");
const { renderToString } = require("react-dom/server");
const { createClient, MessageType, useWebSocket } = require("@parley/client");
const core = require("@parley/client/core");
const { useParley } = require("@parley/client/vue");
const { parley } = require("@parley/client/svelte");

test("the hook renders", () => {
  function Status() {
    return useWebSocket({ url: "http://127.0.0.1:9" }).connectionState;
  }
  expect(renderToString(createElement(Status))).toBe("disconnected");
});
test("both entries are one", () => {
  expect(core.createClient).toBe(createClient);
  expect(core.MessageType.TEXT).toBe("text");
});
test("the adapters are there", () => {
  expect(typeof useParley).toBe("function");
  expect(parley({ url: "http://127.0.0.1:9", autoConnect: false }).client.snapshot.connectionState).toBe("disconnected");
});
test("the package can be mocked", () => {
  jest.resetModules();
  jest.doMock("@parley/client", () => ({ useWebSocket: () => ({ isConnected: true }) }));
  expect(require("@parley/client").useWebSocket().isConnected).toBe(true);
});
`;

test("Jest takes the package as it is, and may mock it", () => {
  const folder = mkdtempSync(join(root, "test/.jest-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{ "jest": { "testEnvironment": "node", "transform": {} } }');
  writeFileSync(join(folder, "application.test.js"), TESTS);
  const { stderr, status } = spawnSync(process.execPath, [jest, "--ci", "--no-cache", "--no-watchman"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toContain("Tests:       4 passed, 4 total");
  expect(status).toBe(0);
});
