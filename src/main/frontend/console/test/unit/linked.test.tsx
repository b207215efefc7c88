import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Linked } from "../../src/chat/Linked";

/** The text, with the addresses that are links in brackets. */
const shown = (text: string) =>
  renderToStaticMarkup(<Linked text={text} />)
    .replace(/<a href="([^"]*)"[^>]*>\1<\/a>/g, "[$1]")
    .replaceAll("&amp;", "&");

test.each([
  ["nothing", "nothing"],
  ["see https://example.com/a?b=1&c=2#d.", "see [https://example.com/a?b=1&c=2#d]."],
  ["(http://example.com), twice: https://example.org!", "([http://example.com]), twice: [https://example.org]!"],
  ["https://example.com", "[https://example.com]"],
  ["javascript:alert(1) ftp://example.com example.com", "javascript:alert(1) ftp://example.com example.com"],
  ["https://", "https://"],
  ["two\nhttps://example.com\nlines", "two\n[https://example.com]\nlines"],
])("%j is shown as %j", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test("markup in an address stays text", () => {
  expect(renderToStaticMarkup(<Linked text={'https://x.example/"><img src=x>'} />)).not.toContain("<img");
});
