/** Whoever joins so shortly before a message was sent may not get it yet, by milliseconds. */
const JUST_JOINED = 1_000;
/** Whoever goes so shortly after a message was acknowledged may have missed it. */
const STAYED = 5_000;

/** What was said, who was in its room and until when, and what they heard. Times are those of performance.now(). */
export class Ledger {
  messages = new Map();
  stays = [];
  heardTwice = [];
  away = [];
  recovered = 0;

  /** A message is about to be sent for the first time. */
  said(content, room) {
    this.messages.set(content, { room, said: performance.now(), acknowledged: 0, interrupted: false });
  }

  acknowledged(content, id) {
    const message = this.messages.get(content);
    message.acknowledged ||= performance.now();
    message.ids ??= new Set();
    message.ids.add(id);
  }

  /** The connection of its sender has ended before it was acknowledged. */
  interrupted(content) {
    this.messages.get(content).interrupted = true;
  }

  arrived(user, room) {
    const stay = { user, room, since: performance.now(), until: Infinity };
    this.stays.push(stay);
    return stay;
  }

  /** A member hears a message; `all` is what it has heard in all its stays. */
  heard(user, all, content) {
    if (all.has(content)) {
      this.heardTwice.push({ user, content, interrupted: this.messages.get(content).interrupted });
    }
    all.add(content);
  }

  wasAway(milliseconds) {
    this.away.push(milliseconds);
  }

  /** Acknowledged messages that somebody has not heard who was there before and stayed; and how many were owed. */
  missing(heardBy) {
    const missing = [];
    let owed = 0;
    for (const [content, { room, said, acknowledged }] of this.messages) {
      for (const stay of acknowledged ? this.stays : []) {
        if (stay.room === room && stay.since + JUST_JOINED < said && stay.until > acknowledged + STAYED) {
          owed++;
          if (!heardBy(stay.user).has(content)) {
            missing.push({ user: stay.user, content });
          }
        }
      }
    }
    return { missing, owed };
  }

  /** A percentile of how long clients were away, in whole milliseconds. */
  awayFor(percent) {
    const sorted = this.away.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0);
  }
}
