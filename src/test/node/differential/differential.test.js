// The same conversations and requests to Node's server and to Parley's conformance application: what differs has a reason in
// differences.json, or is a failure.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, suite, test } from "node:test";
import { Grammar } from "../grammar/grammar.js";
import { portion, SEED } from "../grammar/portion.js";
import { within } from "../waiting.js";
import { compare, explanation, REASONS } from "./allowed.js";
import { answerTo, TRANSPORTS } from "./observe.js";

const METHODS = ["GET", "GET", "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"];
const LOST = "closed 1006";
const ATTEMPTS = 5;

const parley = process.env.PARLEY_URL;
let reference;
let node;

before(async () => {
  reference = spawn(process.execPath, ["differential/reference.js"], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = await within(once(createInterface(reference.stdout), "line"), "the port of Node's server");
  node = `http://127.0.0.1:${port}`;
});

after(() => reference.stdin.end());

const shown = (frames) => frames.map((frame) => (typeof frame === "string" ? frame : `bytes ${frame.toString("hex")}`));

/** What all that was different has been explained by, and how often. */
class Tally {
  #counts = new Map();

  add(differences) {
    differences.forEach((id) => this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1));
  }

  toString() {
    return [...this.#counts].map(([id, count]) => `${id} ${count}`).join(", ");
  }
}

suite(`With seed ${SEED}`, () => {
  for (const [name, converse] of Object.entries(TRANSPORTS)) {
    test(`conversations over ${name} go alike with both`, async (t) => {
      const tally = new Tally();
      const all = await portion(async (seed) => {
        const steps = new Grammar(seed).conversation();
        const expected = await converse(node, steps);
        let found;
        let attempts = 0;
        do {
          // A client that is sending when the connection is closed may be told by a reset, which overtakes the close frame.
          found = await converse(parley, steps);
        } while (found.at(-1)?.end === LOST && ++attempts < ATTEMPTS);
        const { same, differences } = compare(steps, expected, found);
        assert.ok(same, JSON.stringify({ steps: steps.map(shown), expected, found }));
        tally.add(differences);
      });
      assert.equal(reference.exitCode, null, "Node's server has ended");
      t.diagnostic(`${all} conversations; ${tally}`);
    });
  }

  test("requests are answered alike by both", async (t) => {
    const tally = new Tally();
    const all = await portion(async (seed) => {
      const grammar = new Grammar(seed);
      const method = grammar.one(METHODS);
      const query = grammar.query();
      const [expected, found] = await Promise.all([answerTo(node, method, query), answerTo(parley, method, query)]);
      if (expected !== found) {
        const difference = explanation(method, query, expected, found);
        assert.ok(difference, JSON.stringify({ method, query, expected, found }));
        tally.add([difference]);
      }
    });
    t.diagnostic(`${all} requests; ${tally}`);
  });
});

test("every difference has one reason", () => {
  const ids = REASONS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  REASONS.forEach((reason) => ["what", "node", "parley", "why"].forEach((field) => assert.ok(reason[field], `${reason.id} ${field}`)));
});
