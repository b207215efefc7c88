import { renderHook, type RenderHookResult } from "@testing-library/react";
import { StrictMode } from "react";
import { onTestFinished } from "vitest";
import { useWebSocket, type UseWebSocketOptions, type UseWebSocketResult } from "@parley/client";
import { parley } from "./parley.js";

export type Mounted = RenderHookResult<UseWebSocketResult, UseWebSocketOptions>;

/** A component that uses the hook and nothing else; taken away when the test is over. */
export function mount(options: UseWebSocketOptions, strict = false): Mounted {
  const initialProps: UseWebSocketOptions = { url: parley.url, ...options };
  const mounted = renderHook((props: UseWebSocketOptions) => useWebSocket(props), {
    initialProps,
    ...(strict ? { wrapper: StrictMode } : {}),
  });
  onTestFinished(() => mounted.unmount());
  return mounted;
}
