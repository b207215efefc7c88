import { useSyncExternalStore } from "react";

export type View = "chat" | "operations";

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

/** The view that the address names, so that it survives a reload and can be linked to. */
export function useHash(): View {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return hash === "#operations" ? "operations" : "chat";
}
