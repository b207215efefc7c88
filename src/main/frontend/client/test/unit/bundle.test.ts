import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { build as viteBuild } from "vite";
import { expect, onTestFinished, test, vi } from "vitest";
import { diagnosticsOf, root } from "./compile.js";

const DEFAULTS = join(root, "dist/connection/defaults.js");

/** Of a file, or of code. */
async function bundle(entry: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    ...(entry.includes(";") ? { stdin: { contents: entry, resolveDir: root } } : { entryPoints: [entry] }),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["react", "socket.io-client"],
    logLevel: "silent",
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}

/** What an application gets that uses these names, compressed; without React and socket.io-client. */
async function sizeOf(names: string): Promise<number> {
  const code = await bundle(`export ${names} from "./dist/index.js";`);
  const size = gzipSync(code, { level: 9 }).length;
  console.log(`@parley/client, ${names}: ${size} bytes`);
  return size;
}

test("the hook is at most 7 KB, all hooks are at most 8 KB, and a client without React is less", async () => {
  const hook = await sizeOf("{ useWebSocket }");
  expect(hook).toBeLessThanOrEqual(7000);
  expect(await sizeOf("{ createClient }")).toBeLessThan(hook);
  expect(await sizeOf("*")).toBeLessThanOrEqual(8000);
});

/** An adapter, minified, without its framework and without modules whose path has this in it. */
async function adapter(name: string, others: RegExp): Promise<string> {
  const without: Plugin = {
    name: "without",
    setup: (it) => it.onResolve({ filter: others }, ({ path }) => ({ path, external: true })),
  };
  return bundle(join(root, `dist/${name}/index.js`), { external: ["vue"], plugins: [without] });
}

test.each(["vue", "svelte"])(
  "the adapter for %s is at most 1 KB, and with what a room is 2 KB, compressed",
  async (name) => {
    const alone = (await adapter(name, /\/(connection|room)\//)).length;
    const room = await adapter(name, /\/connection\//);
    const compressed = gzipSync(room, { level: 9 }).length;
    console.log(`@parley/client/${name}: ${alone} bytes; with what a room is ${room.length}, compressed ${compressed}`);
    expect(alone).toBeLessThanOrEqual(1000);
    expect(compressed).toBeLessThanOrEqual(2000);
  },
);

test("without the hook there is no React in it", async () => {
  const imported = /from\s*"([^"]+)"/g;
  const modules = async (entry: string) =>
    [...(await bundle(join(root, entry))).matchAll(imported)].map(([, name]) => name);
  expect(await modules("dist/core.js")).toEqual(["socket.io-client"]);
  expect(new Set(await modules("dist/index.js"))).toEqual(new Set(["react", "socket.io-client"]));
});

/** What the two functions return in a realm that has nothing of Node or of a browser. */
async function defaults(define: Record<string, string>): Promise<unknown> {
  const code = await bundle(DEFAULTS, { format: "iife", globalName: "defaults", define });
  return runInContext(`${code};[defaults.defaultUrl(), defaults.defaultPath()]`, createContext({}));
}

test("a bundler that replaces process.env, as Next.js does, gives the defaults", async () => {
  const define = {
    "process.env.NEXT_PUBLIC_WEBSOCKET_URL": '"https://next.example"',
    "process.env.NEXT_PUBLIC_WEBSOCKET_PATH": '"/next"',
  };
  expect(await defaults(define)).toEqual(["https://next.example", "/next"]);
});

test("without process and without import.meta.env there are no defaults, and no errors", async () => {
  expect(await defaults({})).toEqual([undefined, undefined]);
});

test("Node's environment gives the defaults at run time", async () => {
  const { defaultPath, defaultUrl } = await import("../../src/connection/defaults.js");
  vi.stubEnv("NEXT_PUBLIC_WEBSOCKET_URL", "https://node.example");
  vi.stubEnv("NEXT_PUBLIC_WEBSOCKET_PATH", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect([defaultUrl(), defaultPath()]).toEqual(["https://node.example", undefined]);
});

test("Vite gives the defaults of its .env files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-vite-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, ".env"), "VITE_WEBSOCKET_URL=https://vite.example\nVITE_WEBSOCKET_PATH=/vite\n");
  writeFileSync(
    join(folder, "main.js"),
    `import { defaultPath, defaultUrl } from ${JSON.stringify(DEFAULTS)};\nresult = [defaultUrl(), defaultPath()];`,
  );
  const output = await viteBuild({
    root: folder,
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(folder, "main.js"), output: { format: "iife" } },
    },
  });
  const chunks = [output].flat().flatMap((each) => ("output" in each ? each.output : []));
  const code = chunks.map((chunk) => ("code" in chunk ? chunk.code : "")).join("\n");
  const context = createContext({ result: undefined });
  runInContext(code, context);
  expect(context.result).toEqual(["https://vite.example", "/vite"]);
});

test("the hook's module says that it is for the client, and the others do not", async () => {
  const directive = /^"use client";/;
  const { readFileSync } = await import("node:fs");
  const text = (name: string) => readFileSync(join(root, "dist", name), "utf8");
  expect(text("react/useWebSocket.js")).toMatch(directive);
  expect(text("index.js")).not.toMatch(directive);
  expect(text("contract/events.js")).not.toMatch(directive);
});

/** Runs code of CommonJS in the package's folder, where it can require the package by its name; returns what it prints. */
function requiring(code: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=commonjs", "--eval", code], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("CommonJS has the same names, and one copy of what both entries export", async () => {
  const names = requiring('console.log(JSON.stringify(Object.keys(require("@parley/client")).sort()))');
  expect(names).toEqual(Object.keys(await import("@parley/client")).sort());
  expect(
    requiring(`
      const [all, core] = [require("@parley/client"), require("@parley/client/core")];
      console.log(JSON.stringify(Object.keys(core).filter((name) => all[name] !== core[name])));`),
  ).toEqual([]);
});

test("CommonJS connects, and says what is missing", () => {
  expect(
    requiring(`
      const { createClient } = require("@parley/client/core");
      const { snapshot } = createClient({ url: "http://127.0.0.1:9", autoConnect: false });
      let failure;
      try { createClient(); } catch (error) { failure = error.message; }
      console.log(JSON.stringify([snapshot.connectionState, failure]));`),
  ).toEqual(["disconnected", expect.stringContaining("Give the option url")]);
});

test("CommonJS has its types", () => {
  const source = `
    import parley = require("@parley/client");
    const state: parley.ConnectionState = parley.createClient({ namespace: "/orders" }).snapshot.connectionState;
    parley.createClient().on("mesage", () => state);`;
  const [only, ...others] = diagnosticsOf({ "common.cts": source }, [], {
    module: "NodeNext",
    moduleResolution: "NodeNext",
  });
  expect(only).toContain("common.cts(4,");
  expect(others).toEqual([]);
});
