import assert from "node:assert/strict";

/** What was wrong with what a member has heard: each message with its sender, `sender/number`. */
function faultsOf({ name, heard, room }) {
  const faults = { missing: [], twice: [], disordered: [] };
  const seen = new Set();
  const latest = new Map();
  for (const content of heard) {
    const [sender, number] = content.split("/");
    if (seen.has(content)) {
      faults.twice.push(`${name}: ${content}`);
    } else if (Number(number) < (latest.get(sender) ?? 0)) {
      faults.disordered.push(`${name}: ${content}`);
    } else {
      latest.set(sender, Number(number));
    }
    seen.add(content);
  }
  faults.missing.push(...room.said.filter((content) => !seen.has(content)).map((content) => `${name}: ${content}`));
  return faults;
}

/** A percentile of durations, in milliseconds with one digit. */
function percentile(sorted, percent) {
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0).toFixed(1);
}

class Verdict {
  constructor(members) {
    const faults = members.map(faultsOf);
    const sum = (number) => members.reduce((total, record) => total + number(record), 0);
    const all = (kind) => faults.flatMap((of) => of[kind]);
    const returns = members.flatMap((record) => record.returns);
    this.owed = sum(({ room }) => room.said.length);
    this.missing = all("missing");
    this.twice = all("twice");
    this.disordered = all("disordered");
    this.cuts = sum(({ cuts }) => cuts);
    this.returns = returns.length;
    this.recovered = returns.filter(Boolean).length;
    this.slowest = Math.round(Math.max(...members.map(({ longest }) => longest)));
    this.replays = members.flatMap(({ replays }) => replays).sort((a, b) => a - b);
  }

  assertNothingMissed() {
    assert.deepEqual([this.missing, this.twice, this.disordered], [[], [], []]);
    assert.equal(this.recovered, this.returns, "every return is recovered");
  }

  toString() {
    const { owed, missing, twice, disordered, cuts, returns, recovered, replays } = this;
    return (
      `${owed} owed, ${missing.length} missing, ${twice.length} twice, ${disordered.length} out of order; ` +
      `${cuts} cuts, ${returns} returns, ${recovered} recovered, the slowest after ${this.slowest} ms; ` +
      `${replays.length} replays, p50 ${percentile(replays, 50)} ms, p99 ${percentile(replays, 99)} ms`
    );
  }
}

/** What became of members who were cut off. */
export const verdictOn = (members) => new Verdict(members);
