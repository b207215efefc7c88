// A TypeScript client whose types are generated from what a server says of its REST side (the file OPENAPI_DOCUMENT), against
// that server.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";

const run = promisify(execFile);
const { OPENAPI_DOCUMENT, OPENAPI_CLIENT, PARLEY_URL, PARLEY_ADMIN, PARLEY_PUBLISHER, PARLEY_ROOM } = process.env;
const modules = join(import.meta.dirname, "..", "node_modules");

const CALLS = `
import createClient from "openapi-fetch";
import type { paths } from "./parley.js";

declare const process: { argv: string[] };

const [baseUrl, admin, publisher, room] = process.argv.slice(2) as [string, string, string, string];
const client = createClient<paths>({ baseUrl });
const as = (token: string) => ({ headers: { Authorization: \`Bearer \${token}\` } });

const page = await client.GET("/api/connections", {
  ...as(admin),
  params: { query: { limit: 1, sort: "-connectedAt", room, scope: "node" } },
});
const userId: string | undefined = page.data?.items[0]?.userId;
const found = await client.GET("/api/room", { ...as(admin), params: { query: { name: room } } });
const memberCount: number | undefined = found.data?.memberCount;
const sent = await client.POST("/api/room/messages", {
  ...as(publisher),
  params: { query: { name: room } },
  body: { content: "from TypeScript", type: "text", metadata: { by: "openapi-fetch" } },
});
const id: string | undefined = sent.data?.id;
const refused = await client.GET("/api/room", { ...as(publisher), params: { query: { name: room } } });
const status: number | undefined = refused.error?.status;
const info = await client.GET("/api/info");
const engine: number | undefined = info.data?.protocols["engine.io"];
console.log(JSON.stringify({ userId, memberCount, id, status, engine }));
`;

const MISTAKES = [
  [`params: { query: { limit: 1, sort: "colour" } }`, "a sort that does not exist"],
  [`params: { query: { limit: "many" } }`, "a limit that is no number"],
];

const COMPILER = {
  compilerOptions: { strict: true, target: "es2022", module: "nodenext", types: [], noEmitOnError: true },
};

async function generated(name) {
  const folder = join(OPENAPI_CLIENT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await symlink(modules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), `{"type": "module"}`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(COMPILER));
  const types = await openapiTS(await readFile(OPENAPI_DOCUMENT, "utf8"));
  await writeFile(join(folder, "parley.d.ts"), astToString(types));
  return folder;
}

async function compile(folder, source) {
  await writeFile(join(folder, "calls.ts"), source);
  await run(process.execPath, [join(modules, "typescript", "bin", "tsc"), "--project", folder]);
  return join(folder, "calls.js");
}

test("a generated client is type-checked, and gets what its types say", async () => {
  const program = await compile(await generated("right"), CALLS);
  const { stdout } = await run(process.execPath, [program, PARLEY_URL, PARLEY_ADMIN, PARLEY_PUBLISHER, PARLEY_ROOM]);
  const { userId, memberCount, id, status, engine } = JSON.parse(stdout);
  assert.equal(userId, "openapi");
  assert.equal(memberCount, 1);
  assert.match(id, /^[\w-]{8,}$/);
  assert.equal(status, 403);
  assert.equal(engine, 4);
});

for (const [mistake, what] of MISTAKES) {
  test(`the generated types refuse ${what}`, async () => {
    const wrong = CALLS.replace(/params: \{ query: \{ limit: 1.*/, mistake + ",");
    assert.notEqual(wrong, CALLS);
    await assert.rejects(compile(await generated("wrong"), wrong), (error) => /error TS2322/.test(error.stdout));
  });
}
