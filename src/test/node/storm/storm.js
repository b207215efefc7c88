// Random joins, leaves and messages of members, while the nodes' connections to Redis are killed again and again.
import { setTimeout as pause } from "node:timers/promises";

const BETWEEN_STEPS = 4;
const BETWEEN_KILLS = 7000;
const TYPES = ["pubsub", "normal"];
/** A slow machine is not driven into a backlog. */
const MAX_UNANSWERED = 500;
const QUIET = 3000;
const PATIENCE = 60_000;

const now = () => performance.now();
const unanswered = (members) => members.reduce((sum, member) => sum + member.unanswered, 0);

/** Cuts off all connections of a type but the operator's own; the record of it is complete when Redis has answered. */
function kill(operator, type) {
  const record = { type, begun: now(), ended: Infinity, connections: 0 };
  const done = operator.sendCommand(["CLIENT", "KILL", "TYPE", type]).then((connections) => {
    record.ended = now();
    record.connections = connections;
  });
  return { record, done };
}

function step(member, rooms, random) {
  const dice = random(100);
  const mine = member.rooms;
  if (dice < 10 || mine.length === 0) {
    member.join(`room ${random(rooms)}`);
  } else if (dice < 20) {
    member.leave(mine[random(mine.length)]);
  } else {
    member.say(mine[random(mine.length)]);
  }
}

/**
 * Lets it storm.
 *
 * @param operator a client of Redis
 * @param random gives whole numbers below a limit
 * @returns the number of steps and the kills, for verdict.js
 */
export async function storm({ members, rooms, random, operator, milliseconds }) {
  const start = now();
  const kills = [];
  let steps = 0;
  while (now() - start < milliseconds) {
    if (now() - start > (kills.length + 1) * BETWEEN_KILLS) {
      kills.push(kill(operator, TYPES[kills.length % TYPES.length]));
    }
    if (unanswered(members) < MAX_UNANSWERED) {
      step(members[random(members.length)], rooms, random);
      steps++;
    }
    await pause(BETWEEN_STEPS);
  }
  await Promise.all(kills.map(({ done }) => done));
  return { steps, kills: kills.map(({ record }) => record) };
}

/** Waits until nobody has been told anything for a while. */
export async function quiet(members) {
  const start = now();
  const silence = () => now() - Math.max(...members.map((member) => member.lastNews));
  while (silence() < QUIET) {
    if (now() - start > PATIENCE) {
      throw new Error(`there is no quiet within ${PATIENCE} ms`);
    }
    await pause(100);
  }
}
