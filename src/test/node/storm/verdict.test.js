// The verdict on small records that were made by hand: it finds nothing in one that is right, and whatever is done to it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { FLIGHT, ON_ITS_WAY, RECOVERY } from "./duty.js";
import { verdict } from "./verdict.js";

const TEA = "tea";
const SENDING = 100_000;
const SENT = SENDING + 10;

const ever = { room: TEA, joining: 0, joined: 10, leaving: Infinity, left: Infinity };
const member = (name, node, stays) => ({ name, node, stays, said: [], heard: [] });
const stay = (times) => ({ ...ever, ...times });

/** Ann says two things to Bob, who is on her node, and to Cleo, who is not; Dan has never been there. */
function conversation() {
  const ann = member("ann", "one", [stay()]);
  const bob = member("bob", "one", [stay()]);
  const cleo = member("cleo", "two", [stay()]);
  const dan = member("dan", "two", []);
  ann.said = [0, 1].map((number) => ({ room: TEA, number, sending: SENDING + number, sent: SENT + number }));
  const members = [ann, bob, cleo, dan];
  for (const hearer of [ann, bob, cleo]) {
    hearer.heard = [0, 1].map((number) => ({ from: "ann", number, room: TEA }));
  }
  return { ann, bob, cleo, dan, members, kills: [] };
}

function failuresAfter(change) {
  const record = conversation();
  change(record);
  return verdict(record).failures.map((failure) => failure.replace(/ \(.*| in tea.*|,.*/, ""));
}

test("a conversation in which all is well", () => {
  assert.deepEqual(verdict(conversation()), { failures: [], messages: 2, heard: 6, owed: 6, owedAcross: 2 });
});

describe("what is found", () => {
  const found = {
    "a message that is lost on the sender's node": [({ bob }) => bob.heard.pop(), ["bob misses ann/1"]],
    "a message that is lost on another node": [({ cleo }) => cleo.heard.shift(), ["cleo misses ann/0"]],
    "a message that its sender does not get": [({ ann }) => ann.heard.pop(), ["ann misses ann/1"]],
    "a message that comes twice": [({ cleo }) => cleo.heard.push(cleo.heard[1]), ["cleo hears ann/1 again"]],
    "two messages in the wrong order": [({ bob }) => bob.heard.reverse(), ["bob hears ann/0 after number 1"]],
    "a message to somebody who was never there": [({ dan, bob }) => dan.heard.push(bob.heard[0]), ["dan must not hear ann/0"]],
    "a message under the name of another room": [({ bob }) => (bob.heard[0].room = "milk"), ["bob hears ann/0 in milk"]],
    "a message that nobody has said": [({ bob }) => (bob.heard[1].number = 7), ["bob hears ann/7", "bob misses ann/1"]],
    "a message that is not acknowledged": [({ ann }) => (ann.said[1].sent = Infinity), ["ann says 1"]],
    "a join that is not acknowledged": [({ bob }) => (bob.stays[0].joined = Infinity), ["bob joins tea"]],
    "a leave that is not acknowledged": [({ bob }) => (bob.stays[0].leaving = 2 * SENT), ["bob leaves tea"]],
  };
  for (const [what, [change, expected]] of Object.entries(found)) {
    test(what, () => assert.deepEqual(failuresAfter(change), expected));
  }
});

/** The failures when one member has these stays and has heard both messages, or none. */
function failuresOf(name, { stays, heard, kills = [] }) {
  return failuresAfter((record) => {
    record.kills = kills;
    record[name].stays = stays;
    record[name].heard = heard ? record[name].heard : [];
  });
}

/** The stays, with or without a kill, are as this duty says: what must be heard is missed, what must not be is found. */
function assertDuty(name, duty, stays, kills) {
  assert.equal(failuresOf(name, { stays, heard: false, kills }).length > 0, duty === "must");
  assert.equal(failuresOf(name, { stays, heard: true, kills }).length > 0, duty === "must not");
}

describe("who must hear, may, or must not", () => {
  const leftLong = (leaving) => stay({ leaving, left: leaving + 10 });
  const justThen = stay({ joining: SENDING - 1, joined: SENT, leaving: SENDING + 2, left: SENT });
  const cases = [
    ["bob", "must", "left after the acknowledgement", [leftLong(SENT + 2)]],
    ["bob", "may", "left before the acknowledgement", [leftLong(SENDING + 5)]],
    ["bob", "may", "left when it was said", [stay({ leaving: SENDING - 5, left: SENDING + 5 })]],
    ["bob", "must not", "had left before", [leftLong(SENDING - 20)]],
    ["bob", "may", "joined when it was said", [stay({ joining: SENDING - 5, joined: SENDING + 5 })]],
    ["bob", "must not", "joined after the acknowledgement", [stay({ joining: SENT + 2, joined: SENT + 5 })]],
    ["bob", "must", "had left, and come back", [leftLong(50), stay({ joining: 100, joined: 200 })]],
    ["cleo", "must", "left when it had arrived", [leftLong(SENT + FLIGHT + 2)]],
    ["cleo", "may", "left when it was on its way", [leftLong(SENT + FLIGHT - 1)]],
    ["cleo", "must not", "had left before", [leftLong(SENDING - 20)]],
    ["cleo", "may", "joined when it was on its way", [stay({ joining: SENT + FLIGHT - 1, joined: SENT + FLIGHT })]],
    ["cleo", "must not", "joined when it had arrived", [stay({ joining: SENT + FLIGHT + 2, joined: SENT + FLIGHT + 3 })]],
    ["ann", "must", "had asked to join, and asked to leave afterwards", [justThen]],
  ];
  for (const [name, duty, what, stays] of cases) {
    test(`${name} ${duty}, who ${what}`, () => assertDuty(name, duty, stays));
  }
});

describe("a kill", () => {
  const kill = (begun) => [{ begun, ended: begun }];
  const justBefore = SENDING - RECOVERY;
  const cases = [
    ["bob", "must", "a moment before", SENDING - 1],
    ["cleo", "may", "a moment before", SENDING - 1],
    ["cleo", "may", "that is recovered from in this moment", justBefore + 2],
    ["cleo", "must", "that is recovered from", justBefore],
    ["cleo", "may", "that catches what is on its way", SENT + ON_ITS_WAY - 1],
    ["cleo", "must", "long after", SENT + ON_ITS_WAY + 1],
  ];
  for (const [name, duty, what, begun] of cases) {
    test(`${name} ${duty} hear what is said with a kill ${what}`, () => assertDuty(name, duty, [stay()], kill(begun)));
  }

  test("lets nobody hear what was said when he had left", () => {
    const left = [stay({ leaving: SENDING - 20, left: SENDING - 10 })];
    assertDuty("cleo", "must not", left, kill(SENDING));
  });

  test("keeps a message at its node for twice its time", () => {
    const joining = SENT + 2 * FLIGHT;
    assertDuty("cleo", "may", [stay({ joining: joining - 1, joined: joining })], kill(SENDING));
    assertDuty("cleo", "must not", [stay({ joining: joining + 2, joined: joining + 3 })], kill(SENDING));
  });
});
