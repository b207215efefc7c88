import type { UseWebSocketResult } from "@parley/client";
import { useEffect, useState } from "react";

interface ConnectionBannerProps {
  socket: UseWebSocketResult;
  userId: string;
}

/** Tells how the connection is: quietly while it is well, for all to see while it is not. */
export function ConnectionBanner({ socket, userId }: ConnectionBannerProps) {
  const { connectionState, latency, error, connect, recovered } = socket;
  const [hasBegun, setBegun] = useState(false);

  useEffect(() => setBegun((before) => before || connectionState !== "disconnected"), [connectionState]);

  if (!hasBegun) {
    return <Waiting>Connecting…</Waiting>;
  }
  switch (connectionState) {
    case "connected":
      return (
        <p className="connection good" role="status">
          <span className="dot" aria-hidden="true" /> Connected as {userId}
          {latency !== null && <span className="hint"> · {Math.round(latency)} ms</span>}
          {recovered && <span className="hint"> · recovered, nothing was missed</span>}
        </p>
      );
    case "connecting":
      return <Waiting>Connecting…</Waiting>;
    case "reconnecting":
      return <Waiting>Reconnecting… What you write now is sent when the connection is back.</Waiting>;
    case "disconnected":
    case "failed":
      return (
        <div className="connection ended" role="status">
          <span className="dot" aria-hidden="true" />
          <span>Disconnected{error ? `: ${error.message}` : " by the server."}</span>
          <button type="button" className="quiet" onClick={connect}>
            Connect again
          </button>
        </div>
      );
  }
}

function Waiting({ children }: { children: string }) {
  return (
    <p className="connection waiting" role="status">
      <span className="dot" aria-hidden="true" /> {children}
    </p>
  );
}
