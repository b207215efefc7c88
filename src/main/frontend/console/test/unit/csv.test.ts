import { expect, test } from "vitest";
import { csv } from "../../src/operations/csv";
import { jsonOrText } from "../../src/operations/JsonForm";

test("what separates values stands in quotation marks, and lists are JSON", () => {
  expect(
    csv([
      ["a", "b"],
      ["x,y", 'say "no"'],
      ["two\nlines", ["lobby", "tea"]],
      ["", 3],
    ]),
  ).toBe('a,b\r\n"x,y","say ""no"""\r\n"two\nlines","[""lobby"",""tea""]"\r\n,3\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])("%j is no formula to a spreadsheet", (text) => {
  expect(csv([[text]])).toContain(`'${text}`);
});

test.each([
  ['{"a": 1}', { a: 1 }],
  ["17", 17],
  ['"text"', "text"],
  ["Back at noon", "Back at noon"],
  ["{", "{"],
])("what is typed as %j is %j", (text, expected) => {
  expect(jsonOrText(text)).toEqual(expected);
});
