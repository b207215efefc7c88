import type { Metrics, MetricsPoint } from "./api";

/** The figures over the last minutes, the oldest first. */
export type Course = readonly MetricsPoint[];

/** How far back it goes, in milliseconds. */
const SPAN = 300_000;
/** Two figures that are further apart than that, in milliseconds, have others between them. */
const GAP = 10_000;

const timeOf = ({ timestamp }: MetricsPoint) => Date.parse(timestamp);

/** The course with the figures of now; what is too old for it is left out. */
export function withNow(course: Course, now: Metrics): Course {
  return [...course, now].filter((point) => timeOf(now) - timeOf(point) <= SPAN);
}

/**
 * The course with what the nodes remember of the time that was not looked at. What was seen is exact, and is not
 * replaced by it: only gaps are filled.
 */
export function withRemembered(course: Course, remembered: Course): Course {
  const times = course.map(timeOf);
  const end = times.at(-1) ?? Infinity;
  const missing = remembered.filter((point) => {
    const time = timeOf(point);
    const next = times.findIndex((other) => other >= time);
    const before = times[next - 1] ?? -Infinity;
    return time < end && (next < 0 || (times[next] ?? Infinity) - before > GAP);
  });
  return [...course, ...missing].sort((one, other) => timeOf(one) - timeOf(other));
}

/** Whether figures are missing before the last one that the nodes may remember: nobody has looked for a while. */
export function hasGap(course: Course): boolean {
  const [before, last] = [course.at(-2), course.at(-1)];
  return last !== undefined && (before === undefined || timeOf(last) - timeOf(before) > GAP);
}
