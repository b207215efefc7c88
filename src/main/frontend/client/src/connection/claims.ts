/** The claims of a JWT, unverified: the server decides, this is for planning only. Empty if it is none. */
export function claimsOf(token: string): Record<string, unknown> {
  try {
    const encoded = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}

/** When a token expires, in milliseconds since 1970; NaN if it does not say. */
export function expiryOf(token: string): number {
  const { exp } = claimsOf(token);
  return typeof exp === "number" ? exp * 1000 : NaN;
}

/** The user as the server takes it from a token; an empty string if it is not said. */
export function userOf(token = ""): string {
  const { upn, preferred_username: name, sub } = claimsOf(token);
  return String(upn ?? name ?? sub ?? "");
}
