// What the servers say of themselves, in development mode.
import { setTimeout as pause } from "node:timers/promises";
import { tokenAt } from "../tokens.js";
import { within } from "../waiting.js";

async function hasRedis(node) {
  const answer = await fetch(`${node}/ready`);
  return (await answer.json()).websocket.redis.connected;
}

/** Waits until a node reaches the others. */
export async function inReach(node) {
  const reached = (async () => {
    while (!(await hasRedis(node))) {
      await pause(100);
    }
  })();
  await within(reached, `Redis at ${node}`);
}

/** A counter of a node, by the name that it has for Prometheus. */
export async function counter(node, name) {
  const token = await tokenAt(node, "prometheus", { groups: "metrics" });
  const answer = await fetch(`${node}/api/metrics`, { headers: { accept: "text/plain", authorization: `Bearer ${token}` } });
  const [, value] = (await answer.text()).match(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, "m")) ?? [];
  return Number(value);
}
