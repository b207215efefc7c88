import { expect, test } from "vitest";
import { ParleyError, refusal, serverError } from "../../src/connection/errors.js";

test("a refused connection is what the server says in its data", () => {
  const data = { code: "RATE_LIMIT_EXCEEDED", message: "Later.", timestamp: "then" };
  const error = refusal(Object.assign(new Error("x"), { data: data as never }));
  expect(error).toBeInstanceOf(ParleyError);
  expect(error).toMatchObject(data);
});

test.each([
  [401, "AUTHENTICATION_FAILED"],
  [403, "AUTHORIZATION_FAILED"],
  [429, "RATE_LIMIT_EXCEEDED"],
  [503, "CONNECTION_ERROR"],
  [undefined, "CONNECTION_ERROR"],
])("a handshake's status %s is %s", (description, code) => {
  const cause = Object.assign(new Error("xhr poll error"), { description });
  expect(refusal(cause)).toMatchObject({ code, cause });
});

test("an error of another server has a code and a message, too", () => {
  expect(serverError(undefined)).toMatchObject({
    code: "UNKNOWN_ERROR",
    message: expect.any(String),
    timestamp: expect.any(String),
  });
});
