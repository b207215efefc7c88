import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keep, kept } from "../../src/ui/storage";

/** As much of a browser's storage as the page uses. */
function storage(limit = Infinity) {
  const texts = new Map<string, string>();
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > limit) {
        throw new DOMException("full", "QuotaExceededError");
      }
      texts.set(key, text);
    },
    removeItem: (key: string) => texts.delete(key),
  };
}

beforeEach(() => void vi.stubGlobal("window", { sessionStorage: storage(), localStorage: storage() }));
afterEach(() => void vi.unstubAllGlobals());

test("a text is kept in its place until it is forgotten", () => {
  keep("sessionStorage", "room", "lobby");
  expect(kept("sessionStorage", "room")).toBe("lobby");
  expect(kept("localStorage", "room")).toBeNull();

  keep("sessionStorage", "room", null);
  expect(kept("sessionStorage", "room")).toBeNull();
});

test("where the browser lets the page keep nothing, there is nothing, and nothing fails", () => {
  const blocked = {
    get sessionStorage(): never {
      throw new DOMException("denied", "SecurityError");
    },
    localStorage: null,
  };
  vi.stubGlobal("window", blocked);

  for (const area of ["sessionStorage", "localStorage"] as const) {
    keep(area, "room", "lobby");
    keep(area, "room", null);
    expect(kept(area, "room")).toBeNull();
  }
});

test("where the browser has no more room, what was kept stays", () => {
  vi.stubGlobal("window", { sessionStorage: storage(5) });
  keep("sessionStorage", "room", "lobby");
  keep("sessionStorage", "room", "the reading room");
  expect(kept("sessionStorage", "room")).toBe("lobby");
});
