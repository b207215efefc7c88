import { expect, test } from "vitest";
import { challengeOf, codeOf } from "../../src/session/openId";

const at = { issuer: "https://issuer.example", clientId: "console", scope: "openid" };

test("the challenge is that of RFC 7636, appendix B", async () => {
  expect(await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
});

test("a code of the issuer is believed, and nothing else", () => {
  expect(codeOf({ code: "x", iss: at.issuer }, at)).toBe("x");
  expect(codeOf({ code: "x" }, at)).toBe("x");
  expect(() => codeOf({ code: "x", iss: "https://evil.example" }, at)).toThrow("no answer of the issuer");
  expect(() => codeOf({}, at)).toThrow("no answer of the issuer");
  expect(() => codeOf({ error: "access_denied", error_description: "Not today." }, at)).toThrow("Not today.");
});
