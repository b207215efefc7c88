import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { useWebSocket } from "@parley/client";
import { expect, onTestFinished, test, vi } from "vitest";

test("rendering on a server shows the state and does not touch the network", async () => {
  const connected = vi.fn((socket: Socket) => void socket.end());
  const server = createServer(connected);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const token = vi.fn();
  function Component() {
    const { connectionState, isConnected, socketId } = useWebSocket({ url, token });
    return createElement("p", null, `${connectionState} ${isConnected} ${socketId}`);
  }

  expect(renderToString(createElement(StrictMode, null, createElement(Component)))).toBe(
    "<p>disconnected false null</p>",
  );

  // Whatever the rendering had begun would come before this.
  await once(connect(port, "127.0.0.1").resume(), "end");
  expect(connected).toHaveBeenCalledTimes(1);
  expect(token).not.toHaveBeenCalled();
});
