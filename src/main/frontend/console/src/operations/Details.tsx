import type { ReactNode } from "react";

/** Names and values. */
export function Details({ facts }: { facts: Record<string, ReactNode> }) {
  return (
    <dl className="details">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
