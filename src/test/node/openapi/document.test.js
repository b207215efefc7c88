// Whether what a server says of its REST side is OpenAPI. The document is the file OPENAPI_DOCUMENT.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";

const document = readFileSync(process.env.OPENAPI_DOCUMENT, "utf8");

async function problems(source) {
  const config = await createConfig({
    extends: ["spec"],
    rules: { "operation-operationId-unique": "error", "no-ambiguous-paths": "off" },
  });
  const found = await lintFromString({ source, config, absoluteRef: "openapi.json" });
  return found
    .filter((problem) => problem.severity === "error")
    .map((problem) => `${problem.ruleId} ${problem.location[0]?.pointer}: ${problem.message}`);
}

test("the document is valid", async () => {
  assert.deepEqual(await problems(document), []);
});

test("a limit below zero, as Payara writes it for @SchemaProperty, would be found", async () => {
  const wrong = JSON.parse(document);
  wrong.components.schemas.Room.properties.name.maxItems = -2147483648;
  assert.equal((await problems(JSON.stringify(wrong))).length, 1);
});
