import { PresenceStatus } from "@parley/client";
import type { Person } from "./conversation";

interface PeopleProps {
  people: ReadonlyMap<string, Person>;
  /** Whether that is so now, as against when the connection was lost. */
  isCurrent: boolean;
  status: PresenceStatus;
  onStatus: (status: PresenceStatus) => void;
}

/** Who else shares a room with us, and how we want to be seen ourselves. */
export function People({ people, isCurrent, status, onStatus }: PeopleProps) {
  return (
    <section aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      {!isCurrent && people.size > 0 && <p className="hint">As it was when the connection was lost.</p>}
      {people.size === 0 ? (
        <p className="hint">Nobody else yet.</p>
      ) : (
        <ul className={isCurrent ? "people" : "people stale"} aria-labelledby="people-title">
          {sorted(people).map(([userId, theirs]) => (
            <li key={userId} data-status={theirs}>
              <span className="dot" aria-hidden="true" />
              <span className="clip" title={userId}>
                {userId}
              </span>{" "}
              <span className="hint">{theirs}</span>
            </li>
          ))}
        </ul>
      )}
      <label htmlFor="status">My status</label>
      <select id="status" value={status} onChange={(event) => onStatus(event.target.value as PresenceStatus)}>
        {Object.values(PresenceStatus).map((value) => (
          <option key={value} value={value}>
            {value === PresenceStatus.OFFLINE ? "offline (hidden)" : value}
          </option>
        ))}
      </select>
    </section>
  );
}

function sorted(people: ReadonlyMap<string, Person>) {
  return [...people].map(([userId, { status }]) => [userId, status] as const).sort();
}
