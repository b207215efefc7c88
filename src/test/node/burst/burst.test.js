import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { BURSTS, burstRound, TRANSPORTS } from "./burst.js";

const url = process.env.PARLEY_URL;
const ROUNDS = Number(process.env.PARLEY_ROUNDS);

for (const transport of TRANSPORTS) {
  suite(`Over ${transport.title}`, () => {
    for (const burst of BURSTS) {
      test(`nobody who reads is cut off by ${burst.title}`, async () => {
        for (let round = 0; round < ROUNDS; round++) {
          assert.deepEqual(await burstRound(url, burst, transport), [], `round ${round}`);
        }
      });
    }
  });
}
