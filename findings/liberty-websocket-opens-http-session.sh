#!/usr/bin/env bash
# What:     Open Liberty makes an HTTP session, with a cookie JSESSIONID, for each WebSocket, though no code asks for one.
# Versions: io.openliberty:openliberty-runtime 26.0.0.3 (Maven Central, about 350 MB), ws 8.23.0 for Node as the client.
# Surprise: a servlet gets a session only when somebody calls `getSession()`, and the Jakarta WebSocket specification has
#           `HandshakeRequest.getHttpSession()` return null if there is none. So one expects that a handshake leaves none behind.
# Follows:  each connection of a client without cookies (apps, scripts, other sites' pages) leaves a session for its time-out of
#           30 minutes: bound them (`<httpSession maxInMemorySessionCount=... allowOverflow=...>`, a short time-out), mind
#           replication, and do not call an application free of cookies.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" && wait "$server" || true; fi; rm -rf "$work"' EXIT
cd "$work"
for tool in mvn javac jar java node npm; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact ws@8.23.0 > npm.log 2>&1 ||
  { cat npm.log; echo "Cannot run here: npm could not install the package."; exit 77; }
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
  -Dartifact=io.openliberty:openliberty-runtime:26.0.0.3:zip -DoutputDirectory=. > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch Open Liberty."; exit 77; }

# Compiles the classes into a WAR and starts Liberty with it, on loopback, without a command port.
start() {
  while port=$((20000 + RANDOM % 12768)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  mkdir -p wlp/usr/servers/finding/apps classes/WEB-INF/classes
  javac -cp 'wlp/dev/api/spec/*' -d classes/WEB-INF/classes ./*.java
  jar cf wlp/usr/servers/finding/apps/finding.war -C classes .
  echo "command.port=-1" > wlp/usr/servers/finding/bootstrap.properties
  cat > wlp/usr/servers/finding/server.xml <<XML
<server>
  <featureManager><feature>websocket-2.1</feature></featureManager>
  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="$port" httpsPort="-1"/>
  <webApplication location="finding.war" contextRoot="/"/>
</server>
XML
  java -version 2>&1 | head -1
  JVM_ARGS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" bash wlp/bin/server run finding > server.log 2>&1 &
  server=$!
  for _ in $(seq 80); do
    grep -q 'CWWKF0011I' server.log && grep -q 'CWWKZ0001I' server.log && break
    kill -0 "$server" 2> /dev/null || break
    sleep 0.5
  done
  grep -q 'CWWKZ0001I' server.log || { cat server.log; echo "Not as described: the application did not start."; exit 1; }
  grep -oE 'Open Liberty [0-9.]+' server.log | head -1
}

cat > Echo.java <<'JAVA'
package finding;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/echo")
public class Echo {
  @OnMessage
  public String echo(String message) {
    return message;
  }
}
JAVA
cat > Sessions.java <<'JAVA'
package finding;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers how many HTTP sessions have been made. */
@WebServlet("/sessions")
@WebListener
public class Sessions extends HttpServlet implements HttpSessionListener {
  private static final AtomicInteger MADE = new AtomicInteger();

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    MADE.incrementAndGet();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print(MADE.get());
  }
}
JAVA
start

cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import WebSocket from "ws";

console.log("ws", JSON.parse(readFileSync("node_modules/ws/package.json")).version, "Node", process.version);
const host = `127.0.0.1:${process.argv[2]}`;

async function sessions() {
  const answer = await fetch(`http://${host}/sessions`);
  return { made: Number(await answer.text()), cookie: answer.headers.get("set-cookie") };
}

async function open() {
  const socket = new WebSocket(`ws://${host}/echo`);
  const [answer] = await Promise.all([
    new Promise((done) => socket.once("upgrade", done)),
    new Promise((done) => socket.once("open", done)),
  ]);
  socket.close();
  await new Promise((done) => socket.once("close", done));
  return answer.headers["set-cookie"] ?? [];
}

await sessions();
const requests = await sessions();
console.log(`after two plain requests: ${requests.made} sessions, cookie: ${requests.cookie}`);
const cookies = [];
for (let i = 0; i < 3; i++) cookies.push(...(await open()));
const after = await sessions();
console.log("after three WebSockets that were opened and closed. One expects 0 sessions and no cookie.");
console.log(`Seen: ${after.made} sessions, cookies: ${cookies.map((cookie) => cookie.split("=")[0]).join(", ")}`);
const named = cookies.filter((cookie) => cookie.startsWith("JSESSIONID="));
process.exit(requests.made === 0 && !requests.cookie && after.made === 3 && named.length === 3 ? 0 : 1);
JS
timeout 30 node finding.mjs "$port" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
