/** What a failure says to a person; anything can be thrown. */
export function textOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
