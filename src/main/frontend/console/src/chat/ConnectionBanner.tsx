import type { UseWebSocketResult } from "@parley/client";

interface ConnectionBannerProps {
  socket: UseWebSocketResult;
  userId: string;
}

/** Tells how the connection is: quietly while it is well, for all to see while it is not. */
export function ConnectionBanner({ socket, userId }: ConnectionBannerProps) {
  const { isConnected, isReconnecting, latency } = socket;
  if (isConnected) {
    return (
      <p className="connection good" role="status">
        <span className="dot" aria-hidden="true" /> Connected as {userId}
        {latency !== null && latency !== undefined && <span className="hint"> · {Math.round(latency)} ms</span>}
      </p>
    );
  }
  return (
    <p className="connection waiting" role="status">
      <span className="dot" aria-hidden="true" />
      {isReconnecting
        ? " Reconnecting… What you write now is sent when the connection is back."
        : " Connecting…"}
    </p>
  );
}
