/*
 * Bundlers put the values in the place of these expressions, so each has to be there to the letter. Where nobody has
 * replaced them, "process" may be unknown and "import.meta.env" undefined.
 */
declare const process: { readonly env: Record<string, string | undefined> };
type ViteMeta = { readonly env: Record<string, string | undefined> };

/** The server's address from the environment of the build; undefined if there is none. */
export function defaultUrl(): string | undefined {
  return (
    attempt(() => process.env.NEXT_PUBLIC_WEBSOCKET_URL) ??
    attempt(() => (import.meta as unknown as ViteMeta).env.VITE_WEBSOCKET_URL)
  );
}

/** The path from the environment of the build; undefined if there is none. */
export function defaultPath(): string | undefined {
  return (
    attempt(() => process.env.NEXT_PUBLIC_WEBSOCKET_PATH) ??
    attempt(() => (import.meta as unknown as ViteMeta).env.VITE_WEBSOCKET_PATH)
  );
}

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read() || undefined;
  } catch {
    return undefined;
  }
}
