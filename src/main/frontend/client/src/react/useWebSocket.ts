"use client";

import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ClientActions } from "../connection/actions.js";
import type { ClientOptions } from "../connection/options.js";
import { type ConnectionSnapshot, INITIAL } from "../connection/snapshot.js";
import { ComponentLine } from "./componentLine.js";
import { keyOf } from "./sharedLines.js";

/** The options of the hook. Callbacks and the token may be other ones at each rendering; the latest are used. */
export interface UseWebSocketOptions extends ClientOptions {
  /** Who signs in. Components with another user do not share a connection. */
  userId?: string | undefined;
}

/** What the hook returns: the state of the connection, and what can be done with it. The functions never change. */
export interface UseWebSocketResult extends ConnectionSnapshot, ClientActions {
  readonly isConnected: boolean;
  /** The connection was lost, or the server was not there, and is tried again. */
  readonly isReconnecting: boolean;
}

/**
 * A connection to Parley for a component. However many components ask with the same options, there is one socket; it is
 * closed with the last of them. Each has its own listeners and rooms: they go with the component, not before.
 *
 * On the server nothing happens: the state is `disconnected`.
 */
export function useWebSocket(options: UseWebSocketOptions = {}): UseWebSocketResult {
  const key = keyOf(options);
  const latest = useRef(options);
  useInsertionEffect(() => {
    latest.current = options;
  });
  const line = useMemo(() => new ComponentLine(key, () => latest.current), [key]);
  const snapshot = useSyncExternalStore(line.subscribe, line.snapshot, () => INITIAL);
  const { autoConnect = true, token } = options;
  const fixedToken = typeof token === "string" ? token : undefined;

  useEffect(() => {
    if (autoConnect) {
      line.actions.connect();
    }
  }, [line, autoConnect]);

  useEffect(() => line.tokenChanged(fixedToken), [line, fixedToken]);

  return useMemo(
    () => ({
      ...line.actions,
      ...snapshot,
      isConnected: snapshot.connectionState === "connected",
      isReconnecting: snapshot.connectionState === "reconnecting",
    }),
    [line, snapshot],
  );
}
