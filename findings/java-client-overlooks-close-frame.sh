#!/usr/bin/env bash
# What:     the Java client takes no notice of a WebSocket's close frame: it stays "connected" until its ping time-out.
# Versions: io.socket:socket.io-client 2.1.2 (engine.io-client 2.1.0, OkHttp 3.12.12) against socket.io 4.8.4.
# Surprise: a server that closes the connection properly is expected to be missed at once, as by the JavaScript client, which
#           reconnects. OkHttp tells its listener of the close frame in `onClosing` and waits until the listener closes, too;
#           Engine.IO's listener has only `onClosed`, which then never comes. Even the end of the TCP connection is not seen.
# Follows:  after a restart of the server, Java and Android clients come back up to `pingInterval + pingTimeout` (45 s by
#           default) later than browsers. A server that wants them back sooner shortens those two.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for tool in node npm mvn javac java; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact socket.io@4.8.4 socket.io-client@4.8.4 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the packages."; exit 77; }
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.socket</groupId>
      <artifactId>socket.io-client</artifactId>
      <version>2.1.2</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch the client."; exit 77; }

cat > Client.java <<'JAVA'
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;

public class Client {
  public static void main(String[] arguments) {
    IO.Options options = new IO.Options();
    options.transports = new String[] {"websocket"};
    options.reconnection = false;
    Socket socket = IO.socket(URI.create(arguments[0]), options);
    socket.on(Socket.EVENT_DISCONNECT, reason -> {
      System.out.println(reason[0]);
      System.exit(0);
    });
    socket.connect();
  }
}
JAVA
javac -cp 'lib/*' Client.java

cat > finding.mjs <<'JS'
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";

const version = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;

// A server on loopback, on a free port below the range from which the kernel takes ports for outgoing connections.
async function listen(server) {
  for (let tries = 0; tries < 50; tries++) {
    const port = 20000 + Math.floor(Math.random() * 12768);
    const free = await new Promise((done) => {
      server.once("error", () => done(false));
      server.listen(port, "127.0.0.1", () => done(true));
    });
    if (free) return port;
  }
  throw new Error("no free port");
}

console.log(version("socket.io"), version("socket.io-client"), "Node", process.version);
console.log("Java:", readdirSync("lib").sort().join(", "));
const pingInterval = 6_000;
const pingTimeout = 4_000;
const server = createServer();
const io = new Server(server, { pingInterval, pingTimeout });
const url = `http://127.0.0.1:${await listen(server)}`;
const connected = () => new Promise((done) => io.once("connection", done));

let arrived = connected();
const script = connect(url, { transports: ["websocket"], reconnection: false });
const scriptGone = new Promise((done) => script.once("disconnect", (reason) => done({ reason, at: performance.now() })));
await arrived;
arrived = connected();
const java = spawn("java", ["-cp", "lib/*:.", "Client", url], { stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => java.kill());
const javaGone = new Promise((done) => {
  java.stdout.once("data", (line) => done({ reason: `${line}`.trim(), at: performance.now() }));
});
await arrived;
await new Promise((done) => setTimeout(done, 1_000));

const closed = performance.now();
io.close();
const after = ({ reason, at }) => `"${reason}" after ${Math.round(at - closed)} ms`;
const [one, other] = [await scriptGone, await javaGone];
console.log(`The server closes all WebSockets (pingInterval ${pingInterval} ms, pingTimeout ${pingTimeout} ms).`);
console.log("One expects that both clients see it at once.");
console.log(`JavaScript client: ${after(one)}`);
console.log(`Java client: ${after(other)}`);
process.exit(one.at - closed < 1_000 && other.reason === "ping timeout" && other.at - closed > 3_000 ? 0 : 1);
JS
timeout 60 node finding.mjs || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
