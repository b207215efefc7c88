/** Names and values. */
export function Details({ facts }: { facts: Record<string, string> }) {
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
