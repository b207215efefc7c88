/**
 * The suites, by the package in socketio/socket.io that they are from. What the copies of them are told is where the
 * server is; nothing else is changed. The first `files` options of a run say what is run, the others which of it.
 */
export const SUITES = {
  "engine.io-client": {
    path: "/engine.io/",
    addresses: [
      { files: ["test/support/env.js"], from: "port: 3000", to: (port) => `port: ${port}` },
      { files: ["test/node.js", "test/fixtures"], from: '"http://localhost:3000"', to: (port) => `"http://localhost:${port}"` },
    ],
    files: 1,
    runs: [["test/index.js"]],
    ownServer: ["--require", "test/support/hooks.js"],
    excluded: {},
  },
  "socket.io-client": {
    path: "/socket.io/",
    addresses: [
      { files: ["test/support", "test/fixtures"], from: "3210", to: (port) => String(port) },
    ],
    files: 2,
    // The two tests below "reconnect timeout" talk to nobody: their client calls port 80 on a clock that stands still, and
    // must be told "refused" after that clock has been moved. In a process that has done other things before, it comes sooner.
    runs: [
      ["--import=tsx", "test/index.ts", "--grep", "reconnect timeout", "--invert"],
      ["--import=tsx", "test/index.ts", "--grep", "reconnect timeout"],
    ],
    ownServer: ["--require", "test/support/hooks.ts"],
    excluded: {
      "connection state recovery should have an accessible socket id equal to the server-side socket id (default namespace)":
        "connection state recovery: Parley does not have it yet",
    },
  },
};

/** What is not run at all: it would talk to no server but its own. */
export const LEFT_OUT = [
  "engine.io-client/test/webtransport.mjs: starts an HTTP/3 server in the test's process; no Jakarta EE server has WebTransport",
];
