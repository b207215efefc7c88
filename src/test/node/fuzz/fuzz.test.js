// Generated input at a server, with two good clients beside it. That the server's log is clean, and that everything is back at
// where it was, is for FuzzIT to see.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Grammar } from "../grammar/grammar.js";
import { portion, SEED } from "../grammar/portion.js";
import { request } from "../protocol/http.js";
import { ATTEMPTS } from "./attempts.js";
import { Witnesses } from "./witness.js";

const { PARLEY_URL, TOKEN, WITNESS_TOKEN } = process.env;

suite(`With seed ${SEED}`, () => {
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    test(`generated ${name} are noticed by nobody`, async (t) => {
      const witnesses = await Witnesses.meet(PARLEY_URL, WITNESS_TOKEN, `witnesses of ${name}`);
      t.after(() => witnesses.leave());
      const all = await portion((seed) => attempt(new Grammar(seed), TOKEN));
      const said = await witnesses.part();
      assert.equal((await request("GET", "/ready")).status, 200);
      t.diagnostic(`${all} ${name}, ${said} messages beside them`);
    });
  }
});
