import { Socket } from "engine.io-client";

const SESSIONS = 150;

/**
 * Has a server open sessions of all kinds until it does so at its usual speed: some of the suites' tests allow 50 ms from
 * the first request to an acknowledgement, and a JVM that has just started takes more.
 */
export async function warmUp(port, path) {
  for (let i = 0; i < SESSIONS; i++) {
    const socket = new Socket(`http://localhost:${port}`, { path });
    await new Promise((done) => {
      socket.on("upgrade", done);
      socket.on("close", done);
    });
    socket.send(path === "/socket.io/" ? "0" : "hello");
    await new Promise((done) => setTimeout(done, 5));
    socket.close();
  }
}
