/** What has become of something that was done; empty before. */
export interface Result {
  readonly isGood: boolean;
  readonly text: string;
}

/** Says by what was pressed what has come of it, to who looks and to who listens. */
export function Outcome({ result }: { result: Result | undefined }) {
  return (
    <p className={result ? `outcome ${result.isGood ? "good" : "bad"}` : "outcome"} role="status">
      {result?.text}
    </p>
  );
}
