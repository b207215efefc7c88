#!/usr/bin/env bash
# What:     a description turns a path parameter of Payara's OpenAPI document into an optional one: without `@Parameter` it has
#           `required: true`, with `@Parameter(description = ...)` it has `required: false`. And each document has `endpoints` at its
#           root, a list of paths.
# Versions: fish.payara.extras:payara-micro 6.2025.10 (Maven Central, about 100 MB), Java 17.
# Surprise: a parameter in the path has to be required by the OpenAPI specification, so a server need not be told. And the
#           specification has no field `endpoints`; what is not in it begins with `x-`.
# Follows:  linters refuse the document, and generated clients take the parameter for one that may be left out. Write
#           `required = true` beside each description, or the whole document in `META-INF/openapi.yaml` with
#           `mp.openapi.scan.disable=true`; and empty the list in a filter.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" && wait "$server" || true; fi; rm -rf "$work"' EXIT
cd "$work"
for tool in mvn javac jar java unzip curl; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=fish.payara.extras:payara-micro:6.2025.10 -DoutputDirectory=. > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch Payara Micro."; exit 77; }

cat > Orders.java <<'JAVA'
package finding;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

@Path("orders")
public class Orders {

  @ApplicationPath("rest")
  public static class Rest extends Application {}

  @GET
  @Path("plain/{id}")
  public String plain(@PathParam("id") String id) {
    return id;
  }

  @GET
  @Path("described/{id}")
  public String described(@Parameter(description = "Which order") @PathParam("id") String id) {
    return id;
  }
}
JAVA
unzip -q payara-micro-6.2025.10.jar 'MICRO-INF/runtime/*-api.jar' -d api
javac -cp 'api/MICRO-INF/runtime/*' -d classes/WEB-INF/classes Orders.java
jar cf finding.war -C classes .
listener=configs.config.server-config.network-config.network-listeners.network-listener.http-listener
echo "set $listener.address=127.0.0.1" > loopback.txt
while port=$((20000 + RANDOM % 12768)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
java -version 2>&1 | head -1
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar payara-micro-6.2025.10.jar --nohazelcast --port "$port" \
  --prebootcommandfile loopback.txt --rootdir root --deploy finding.war --contextroot / > server.log 2>&1 &
server=$!
for _ in $(seq 80); do
  grep -q 'ready in' server.log && break
  kill -0 "$server" 2> /dev/null || break
  sleep 0.5
done
grep -oE 'Payara Micro [0-9.]+ \(build [0-9]+\)' server.log | head -1
curl -sf --max-time 20 -H 'Accept: application/json' "http://127.0.0.1:$port/openapi" > document.json ||
  { cat server.log; echo "Not as described: there is no document."; exit 1; }

# Whether the parameter of this path is required, as the document has it.
required() { grep -oE "\"/rest/orders/$1/\{id\}\":\{.{0,300}" document.json | grep -oE '"required":(true|false)' | head -1; }

echo "One expects \"required\":true for both, and nothing at the root that the specification does not know."
echo "Seen: plain $(required plain), described $(required described); $(grep -oE '"endpoints":.*\]\}' document.json)"
if [ "$(required plain)" = '"required":true' ] && [ "$(required described)" = '"required":false' ] &&
  grep -q '"endpoints":{' document.json; then
  echo "As described."
else
  cat document.json
  echo "Not as described: the behaviour has changed."
  exit 1
fi
