import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { closeBrowser, tab, url } from "./tab.js";

after(closeBrowser);

const MODULE = `<!doctype html><title>module</title><link rel="icon" href="data:,"><script type="module">
import { io } from "${url}/socket.io/socket.io.esm.min.js";
window.io = io;
</script>`;
const SCRIPT = `<!doctype html><title>script</title><link rel="icon" href="data:,">
<script crossorigin="anonymous" src="${url}/socket.io/socket.io.min.js"></script>`;

/** Serves pages on another port, as a development server does. */
async function pages(t) {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(request.url === "/module" ? MODULE : SCRIPT);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://localhost:${server.address().port}`;
}

/** Runs in the page: what the README says. */
async function followTheReadme([server, transport]) {
  const { token } = await (await fetch(`${server}/dev/token?user=Zoë`)).json();
  const socket = window.io(server, { auth: { token }, transports: [transport] });
  const { memberCount } = await socket.emitWithAck("join-room", { room: `elsewhere ${location.pathname} ${transport}` });
  const info = await fetch(`${server}/api/info`);
  socket.disconnect();
  return [memberCount, info.status];
}

for (const kind of ["module", "script"]) {
  test(`a page on another port of this machine takes the client as a ${kind} and follows the README`, async (t) => {
    const origin = await pages(t);
    const page = await tab(t);
    await page.goto(`${origin}/${kind}`);
    await page.waitForFunction(() => window.io);
    for (const transport of ["websocket", "polling"]) {
      assert.deepEqual(await page.evaluate(followTheReadme, [url, transport]), [1, 200]);
    }
  });
}
