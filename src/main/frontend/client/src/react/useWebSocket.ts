"use client";

import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ClientActions } from "../connection/actions.js";
import type { EventActions } from "../connection/eventActions.js";
import type { AnyEvents, EventsMap } from "../connection/events.js";
import type { ClientOptions, NamespaceOptions } from "../connection/options.js";
import { type ConnectionSnapshot, INITIAL } from "../connection/snapshot.js";
import type { ChatClientToServerEvents } from "../contract/clientEvents.js";
import type { ChatServerToClientEvents } from "../contract/serverEvents.js";
import { ComponentConnection } from "./componentConnection.js";
import { keyOf } from "./sharedConnections.js";

/** The options of the hook in the chat. Callbacks and the token may change at each rendering; the latest are used. */
export interface UseWebSocketOptions extends ClientOptions {}

/** The options of the hook on another namespace. */
export interface UseNamespaceOptions extends NamespaceOptions {}

/** The state of a connection. */
export interface ConnectionStatus extends ConnectionSnapshot {
  readonly isConnected: boolean;
  /** The connection was lost or could not be made, and is being tried again. */
  readonly isReconnecting: boolean;
}

/** The state of the connection and the actions on it, in the chat. The functions never change. */
export interface UseWebSocketResult<
  Heard extends EventsMap = ChatServerToClientEvents,
  Emitted extends EventsMap = ChatClientToServerEvents,
>
  extends ConnectionStatus, ClientActions<Heard, Emitted> {}

/** The state of the connection and the actions on it, on another namespace. The functions never change. */
export interface UseNamespaceResult<Heard extends EventsMap = AnyEvents, Emitted extends EventsMap = AnyEvents>
  extends ConnectionStatus, EventActions<Heard, Emitted> {}

/**
 * A connection to Parley for a component. Components with the same options share one socket, which is closed with the last
 * of them; sockets of different namespaces share one transport. Each component has its own listeners and rooms, which end
 * with the component.
 *
 * The type parameters are those of `socket.io-client`: what the server sends, and what it takes. Without them, they are the
 * chat's events; on another namespace, all events.
 *
 * During rendering on a server nothing happens: the state is `disconnected`.
 */
export function useWebSocket<
  Heard extends EventsMap = ChatServerToClientEvents,
  Emitted extends EventsMap = ChatClientToServerEvents,
>(options?: UseWebSocketOptions): UseWebSocketResult<Heard, Emitted>;
export function useWebSocket<Heard extends EventsMap = AnyEvents, Emitted extends EventsMap = AnyEvents>(
  options: UseNamespaceOptions,
): UseNamespaceResult<Heard, Emitted>;
export function useWebSocket(options: UseWebSocketOptions | UseNamespaceOptions = {}): UseNamespaceResult {
  const key = keyOf(options);
  const latest = useRef(options);
  useInsertionEffect(() => {
    latest.current = options;
  });
  const shared = useMemo(() => new ComponentConnection(key, options, () => latest.current), [key]);
  const snapshot = useSyncExternalStore(shared.subscribe, shared.snapshot, () => INITIAL);
  const { autoConnect = true, token } = options;
  const fixedToken = typeof token === "string" ? token : undefined;

  useEffect(() => {
    if (autoConnect) {
      shared.actions.connect();
    }
  }, [shared, autoConnect]);

  useEffect(() => shared.tokenChanged(fixedToken), [shared, fixedToken]);

  return useMemo(
    () => ({
      ...shared.actions,
      ...snapshot,
      isConnected: snapshot.connectionState === "connected",
      isReconnecting: snapshot.connectionState === "reconnecting",
    }),
    [shared, snapshot],
  );
}
