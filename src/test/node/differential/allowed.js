import { readFileSync } from "node:fs";

/** Why each difference is there; the table in robustness.md is made of it. */
export const REASONS = JSON.parse(readFileSync(new URL("differences.json", import.meta.url)));

const PACKET = /^4[0-6](?<count>[^-[\]{}",/]*-)?(?<namespace>\/[^,]*,)?(?<id>[\d\s]*)/;

const closedBy = (reason) => (outcome) => outcome?.end === "closed" || outcome?.end?.endsWith(reason);
const parseError = closedBy("parse error");

function placesDiffer(frames) {
  const attachments = frames.filter((frame) => typeof frame !== "string").length;
  const named = [...String(frames[0]).matchAll(/"_placeholder":true,"num":([^}]*)\}/g)].map(([, num]) => num);
  return named.length !== attachments || named.some((num, i) => !named.includes(String(i)));
}

/** Whether a step of a conversation, and what both have made of it, is of this kind. */
const STEPS = {
  "server-types": ([first], node, parley) => /^[05]/.test(first) && node.end === null && parseError(parley),
  goodbye: ([first], node, parley) => /^1/.test(first) && node.end === null && closedBy("transport close")(parley),
  ids: ([first], node, parley) => {
    const { id } = PACKET.exec(first)?.groups ?? {};
    return (/\s/.test(id) || id?.length > 15) && parseError(parley);
  },
  "type-space": ([first], node, parley) => /^4\s/.test(first) && parseError(parley),
  "no-payload": ([first], node, parley) => /^4[2356]([^-[\]{}",/]*-)?(\/[^,]*(,|$))?[\d\s]*$/.test(first) && parseError(parley),
  "ack-without-id": ([first], node, parley) => /^4[36]/.test(first) && PACKET.exec(first)?.groups.id === "" && node.end === null && parseError(parley),
  counts: ([first], node, parley) => {
    const { count } = PACKET.exec(first)?.groups ?? {};
    return count !== undefined && !/^([1-9]|10)-$/.test(count) && Number(count.slice(0, -1)) <= 10 && parseError(parley);
  },
  places: (frames, node, parley) => /^4[56]/.test(frames[0]) && placesDiffer(frames) && parseError(parley),
  bodies: ([first], node, parley) =>
    !/^[1-6]/.test(first) && node.end === "closed" && parley.end === "closed" && node.status === 200 && parley.status === 400,
};

const eio = (query) => new URLSearchParams(query).getAll("EIO");

/** Whether a request, and what both have answered, is of this kind. */
const REQUESTS = {
  "protocol-first": (method, query, node, parley) => (eio(query).length !== 1 || eio(query)[0] !== "4") && parley === "400 code 5" && node.startsWith("400 "),
  "repeated-eio": (method, query, node, parley) => eio(query).length > 1 && parley === "400 code 5",
  "repeated-transport": (method, query, node, parley) => new URLSearchParams(query).getAll("transport").length > 1 && parley === "400 code 0",
  "empty-sid": (method, query, node, parley) => new URLSearchParams(query).getAll("sid").includes("") && parley === "400 code 1",
  preflight: (method, query, node, parley) => method === "OPTIONS" && parley === "403 code 4",
};

const named = (kinds, ...what) => Object.keys(kinds).find((id) => kinds[id](...what));

/** How Node ends a WebSocket, and how Parley may. */
const CLOSED_WITHOUT_A_CODE = "closed 1005";
const CLOSED_WITH_ONE = /^closed (1000 (forced|transport) close|1002 (parse|transport) error)$/;

/**
 * Looks at what two servers have made of a conversation up to the first step that they differ in.
 *
 * @returns {{same: boolean, differences: (string | undefined)[]}} whether nothing but what is explained is different, and the
 *     explanations
 */
export function compare(steps, node, parley) {
  const differences = [];
  for (let i = 0; i < Math.max(node.length, parley.length); i++) {
    const [one, other] = [node[i], { ...parley[i] }];
    if (one?.end === CLOSED_WITHOUT_A_CODE && CLOSED_WITH_ONE.test(other.end)) {
      differences.push("close-code");
      other.end = one.end;
    }
    if (JSON.stringify(one) !== JSON.stringify(other)) {
      const difference = one && parley[i] && named(STEPS, steps[i], one, parley[i]);
      return { same: difference !== undefined, differences: [...differences, difference] };
    }
  }
  return { same: true, differences };
}

/** The explanation of two different answers to a request, if there is one. */
export function explanation(method, query, node, parley) {
  return named(REQUESTS, method, query, node, parley);
}
