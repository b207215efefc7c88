import { expect, test } from "vitest";
import { claimsOf, expiryOf, userOf } from "../../src/connection/claims.js";

function token(claims: object): string {
  return `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
}

test("reads the claims of any language", () => {
  expect(claimsOf(token({ sub: "Zoë ✓ ???>>>" }))).toEqual({ sub: "Zoë ✓ ???>>>" });
});

test("the user is the one that the server takes", () => {
  expect(userOf(token({ upn: "a", preferred_username: "b", sub: "c" }))).toBe("a");
  expect(userOf(token({ preferred_username: "b", sub: "c" }))).toBe("b");
  expect(userOf(token({ sub: "c" }))).toBe("c");
});

test.each(["", "x", "a.b.c", "a.bnVsbA.c", "a.MTc.c"])("what is no token (%s) says nothing", (text) => {
  expect(userOf(text)).toBe("");
  expect(expiryOf(text)).toBeNaN();
});

test("the expiry is in milliseconds", () => {
  expect(expiryOf(token({ exp: 17 }))).toBe(17_000);
  expect(expiryOf(token({ exp: "17" }))).toBeNaN();
});
