// Compares what was heard with what was said, from the records of all members: `{ name, node, stays, said, heard }`. A stay
// is `{ room, joining, joined, leaving, left }`, a message said `{ room, number, sending, sent }` with its place as its number,
// a message heard `{ from, number, room }`. For the times see duty.js.
import { duty, isDisturbed, MUST, MUST_NOT } from "./duty.js";

const nameOf = ({ from, number }) => `${from}/${number}`;

/** The names of all messages that a member has heard; known ones, each once and behind its sender's earlier ones. */
function heardBy(member, membersByName, failures) {
  const names = new Set();
  const lastOfSender = new Map();
  for (const message of member.heard) {
    const name = nameOf(message);
    const last = lastOfSender.get(message.from) ?? -1;
    if (membersByName.get(message.from)?.said[message.number]?.room !== message.room) {
      failures.push(`${member.name} hears ${name} in ${message.room}, where nobody has said it`);
    } else if (names.has(name)) {
      failures.push(`${member.name} hears ${name} again`);
    } else if (message.number < last) {
      failures.push(`${member.name} hears ${name} after number ${last}`);
    }
    names.add(name);
    lastOfSender.set(message.from, message.number);
  }
  return names;
}

/** All stays in each room, as `[member, stay]`. */
function staysByRoom(members) {
  const rooms = new Map();
  for (const member of members) {
    for (const stay of member.stays) {
      const stays = rooms.get(stay.room) ?? [];
      rooms.set(stay.room, stays);
      stays.push([member, stay]);
    }
  }
  return rooms;
}

/** What everybody who was ever in the room of a message owes to it, as a map; the others must not hear it. */
function duties(message, sender, stays, kills) {
  const disturbed = isDisturbed(message, kills);
  const dues = new Map();
  for (const [member, stay] of stays) {
    const due = duty({ message, sender, member, stay, disturbed });
    dues.set(member, Math.max(due, dues.get(member) ?? MUST_NOT));
  }
  return dues;
}

/** Whatever was asked for and never acknowledged. */
function unanswered({ name, stays, said }) {
  return [
    ...stays.filter(({ joined }) => joined === Infinity).map(({ room }) => `joins ${room}`),
    ...stays.filter(({ leaving, left }) => leaving < left && left === Infinity).map(({ room }) => `leaves ${room}`),
    ...said.filter(({ sent }) => sent === Infinity).map(({ number, room }) => `says ${number} in ${room}`),
  ].map((what) => `${name} ${what}, and is not answered`);
}

/** What was right or wrong at a member about one message; for whoever has to find out why. */
function account(member, verb, sender, { number, room, sending, sent }) {
  const times = member.stays
    .filter((stay) => stay.room === room)
    .map(({ joining, joined, leaving, left }) => [joining, joined, leaving, left].map(Math.round).join("-"));
  const message = `${nameOf({ from: sender.name, number })} (${Math.round(sending)}-${Math.round(sent)})`;
  return `${member.name} ${verb} ${message}; in ${room} at ${times.join(", ") || "no time"}`;
}

/**
 * Everything that is wrong, as sentences, and how much there was to be right: how many messages were said and heard, how
 * many times one had to be heard (owed), and how many of these times on another node than its sender's (owedAcross).
 */
export function verdict({ members, kills }) {
  const failures = members.flatMap(unanswered);
  const membersByName = new Map(members.map((member) => [member.name, member]));
  const heard = new Map(members.map((member) => [member, heardBy(member, membersByName, failures)]));
  const stays = staysByRoom(members);
  const figures = { messages: 0, heard: 0, owed: 0, owedAcross: 0 };
  const compare = (sender, message, member, due) => {
    const hasHeard = heard.get(member).has(nameOf({ from: sender.name, number: message.number }));
    if (due === MUST) {
      figures.owed++;
      figures.owedAcross += member.node === sender.node ? 0 : 1;
    }
    if (due === MUST && !hasHeard) {
      failures.push(account(member, "misses", sender, message));
    } else if (due === MUST_NOT && hasHeard) {
      failures.push(account(member, "must not hear", sender, message));
    }
  };
  for (const sender of members) {
    figures.heard += sender.heard.length;
    figures.messages += sender.said.length;
    for (const message of sender.said) {
      const dues = duties(message, sender, stays.get(message.room) ?? [], kills);
      members.forEach((member) => compare(sender, message, member, dues.get(member) ?? MUST_NOT));
    }
  }
  return { failures, ...figures };
}
