/** For this tab, or for all tabs and the next visit. */
type Area = "sessionStorage" | "localStorage";

/** A text that the browser has kept; null where it has none, and where it keeps nothing for this page. */
export function kept(area: Area, key: string): string | null {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

/** Has the browser keep a text, or with null forget it. */
export function keep(area: Area, key: string, text: string | null): void {
  try {
    if (text === null) {
      window[area].removeItem(key);
    } else {
      window[area].setItem(key, text);
    }
  } catch {
    // Blocked by a setting, or full. What is kept only saves typing and choosing again, so the page does without.
  }
}
