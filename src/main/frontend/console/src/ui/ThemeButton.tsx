import { useEffect, useState } from "react";
import { keep, kept } from "./storage";

type Theme = "auto" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const KEY = "parley.theme";

function remembered(): Theme {
  const theme = kept("localStorage", KEY);
  return theme === "light" || theme === "dark" ? theme : "auto";
}

/** Light, dark, or as the system has it. */
export function ThemeButton() {
  const [theme, setTheme] = useState(remembered);

  useEffect(() => {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    keep("localStorage", KEY, theme === "auto" ? null : theme);
  }, [theme]);

  return (
    <button
      type="button"
      className="quiet"
      onClick={() => setTheme(NEXT[theme])}
      aria-label={`Theme: ${theme}. Change`}
    >
      {theme === "auto" ? "◐" : theme === "light" ? "☀" : "☾"}
    </button>
  );
}
