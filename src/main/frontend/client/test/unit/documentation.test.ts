import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsOf, root } from "./compile.js";

const readme = readFileSync(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```(tsx?)\n(.*?)^```$/gms)].map(([, kind = "", code = ""], index) => [
  `readme-${index + 1}.${kind}`,
  code,
]);

test("every example of the README compiles", () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
  expect(diagnosticsOf(Object.fromEntries(examples))).toEqual([]);
});

describe("the documented ChatComponent", () => {
  const code = readFileSync(join(root, "test/seed/ChatComponent.tsx"), "utf8");

  test("compiles, where the two names that it does not import are known", () => {
    expect(diagnosticsOf({}, ["test/seed/ChatComponent.tsx", "test/seed/ambient.d.ts"])).toEqual([]);
  });

  test("compiles, with these two imported", () => {
    const imports = 'import { useEffect } from "react";\nimport type { MessagePayload } from "@parley/client";\n';
    expect(diagnosticsOf({ "seed.tsx": imports + code })).toEqual([]);
  });
});

test("a payload of another type, an unknown status and a missing field are errors", () => {
  const wrong = `
    import { createClient, WebSocketEvent } from "@parley/client";
    const { on, sendMessage, updatePresence } = createClient();
    on(WebSocketEvent.MESSAGE, (message: number) => message);
    on("message", ({ nothing }) => nothing);
    void updatePresence("asleep");
    void sendMessage({ content: "no type" });`;
  const lines = diagnosticsOf({ "wrong.ts": wrong }).map((diagnostic) => Number(diagnostic.match(/\((\d+),/)?.[1]));
  expect(new Set(lines)).toEqual(new Set([4, 5, 6, 7]));
});
