// What the server says of its events, judged by the real compiler of TypeScript and the real parser of AsyncAPI.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { Parser } from "@asyncapi/parser";
import { tokenAt } from "../tokens.js";

const { PARLEY_URL, DOCUMENTS } = process.env;
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

const CLIENT = `
import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents, Receipt, Refused } from "./events.js";

const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io("/orders");
socket.on("order:placed", (receipt) => console.log(receipt.id.toFixed(), receipt.trader.length));
const answer: Receipt | Refused = await socket.emitWithAck("order:place", { book: "tea", amount: 1 });
if ("error" in answer) {
  console.log(answer.error.code);
} else {
  console.log(answer.amount);
}
`;

const WRONG = [
  'await socket.emitWithAck("order:place", { book: "tea" });',
  'await socket.emitWithAck("order:place", { book: "tea", amount: "1" });',
  'await socket.emitWithAck("order:plaice", { book: "tea", amount: 1 });',
  'socket.on("order:placed", (receipt) => receipt.price);',
  'socket.on("order:gone", () => {});',
];

function compile(name, program, types) {
  const folder = join(DOCUMENTS, name);
  mkdirSync(folder, { recursive: true });
  const modules = join(DOCUMENTS, "node_modules");
  if (!existsSync(modules)) {
    symlinkSync(join(process.cwd(), "node_modules"), modules);
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "events.d.ts"), types);
  writeFileSync(join(folder, "client.ts"), program);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: "nodenext",
        target: "es2022",
        lib: ["es2022", "dom"],
        types: [],
        skipLibCheck: true,
      },
      files: ["client.ts", "events.d.ts"],
    }),
  );
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
}

// Each request has a connection of its own: while the compiler runs, nothing notices that the server closes one that is idle.
const get = async (path) => (await fetch(`${PARLEY_URL}/api/${path}`, { headers: { connection: "close" } })).text();

test("the types compile under strict, and a wrong payload does not", async () => {
  const types = await get("events.d.ts?namespace=/orders");
  const right = compile("right", CLIENT, types);
  assert.equal(right.status, 0, right.stdout + types);
  for (const [number, wrong] of WRONG.entries()) {
    assert.notEqual(compile(`wrong-${number}`, `${CLIENT}\n${wrong}\n`, types).status, 0, wrong);
  }
});

test("the types of all namespaces compile, each apart", async () => {
  const program = `
    import type { Orders, TenantsId } from "./events.js";
    const names: [keyof Orders.ClientToServerEvents, keyof TenantsId.ServerToClientEvents] = ["echo", "notice"];
    console.log(names);
  `;
  const compiled = compile("all", program, await get("events.d.ts"));
  assert.equal(compiled.status, 0, compiled.stdout);
});

test("the AsyncAPI document is valid without a warning", async () => {
  const { document, diagnostics } = await new Parser().parse(await get("asyncapi.json"));
  // That there is a later version is no warning: fewer tools know it.
  const warnings = diagnostics.filter(({ code }) => code !== "asyncapi-latest-version");
  assert.deepEqual(
    warnings.map(({ severity, code, message, path }) => `${severity} ${code} ${message} ${path.join("/")}`),
    [],
  );
  assert.deepEqual(
    document.channels().all().map((channel) => channel.address()).sort(),
    ["/orders", "/tenants/{id}"],
  );
});

test("a namespace that nobody has declared is not found", async () => {
  assert.equal((await fetch(`${PARLEY_URL}/api/events.d.ts?namespace=/none`)).status, 404);
});

test("in development mode the documents are open", async () => {
  assert.ok(await tokenAt(PARLEY_URL, "anybody"));
  assert.equal((await fetch(`${PARLEY_URL}/api/asyncapi.json`)).status, 200);
});
