#!/usr/bin/env bash
# What:     Open Liberty ends a WebSocket with 1007 "Invalid UTF-8" when a character is cut by the border between two fragments
#           and the endpoint takes messages in parts. The message is valid.
# Versions: io.openliberty:openliberty-runtime 26.0.0.3 (Maven Central, about 350 MB), ws 8.23.0 for Node as the client.
# Surprise: RFC 6455 (section 5.6) allows a fragment to end inside a character: only the whole message has to be UTF-8. A handler for
#           whole messages is given this very message. A handler `(String part, boolean last)` is not: each part is decoded
#           by itself.
# Follows:  browsers cut long messages where they like, so that text in another alphabet than the developer's fails for long
#           messages only. Endpoints that take parts should take them as bytes, or clients should send short messages.
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

cat > Whole.java <<'JAVA'
package finding;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/whole")
public class Whole {
  @OnMessage
  public String echo(String message) {
    return message;
  }
}
JAVA
cat > Parts.java <<'JAVA'
package finding;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/parts")
public class Parts {
  private final StringBuilder message = new StringBuilder();

  @OnMessage
  public String echo(String part, boolean last) {
    message.append(part);
    return last ? message.toString() : null;
  }
}
JAVA
start

cat > finding.mjs <<'JS'
import { readFileSync } from "node:fs";
import WebSocket from "ws";

console.log("ws", JSON.parse(readFileSync("node_modules/ws/package.json")).version, "Node", process.version);
const text = Buffer.from("100 € please"); // the euro sign is three bytes, from the fifth on

// Sends the text in two fragments, the first of them of so many bytes.
function send(path, first) {
  const socket = new WebSocket(`ws://127.0.0.1:${process.argv[2]}${path}`);
  return new Promise((done) => {
    socket.on("open", () => {
      socket.send(text.subarray(0, first), { binary: false, fin: false });
      socket.send(text.subarray(first), { binary: false, fin: true });
    });
    socket.on("message", (data) => { done(`echo "${data}"`); socket.close(); });
    socket.on("close", (code, reason) => done(`closed with ${code} ${reason}`));
    socket.on("error", (error) => done(error.message));
    setTimeout(done, 10_000, "no answer for 10 s").unref();
  });
}

console.log('One expects each time: echo "100 € please"');
let same = true;
for (const [path, first, known] of [["/whole", 4, "echo"], ["/whole", 5, "echo"], ["/parts", 4, "echo"], ["/parts", 5, "closed with 1007"]]) {
  const seen = await send(path, first);
  console.log(`${path}, cut ${first === 4 ? "before" : "inside"} the character: ${seen}`);
  same &&= seen.startsWith(known);
}
process.exit(same ? 0 : 1);
JS
timeout 50 node finding.mjs "$port" || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
