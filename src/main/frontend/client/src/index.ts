/**
 * The whole package; needs React. Without React import `@parley/client/core`.
 *
 * @packageDocumentation
 */
export * from "./core.js";
export {
  type UseNamespaceOptions,
  type UseNamespaceResult,
  useWebSocket,
  type UseWebSocketOptions,
  type UseWebSocketResult,
} from "./react/useWebSocket.js";
