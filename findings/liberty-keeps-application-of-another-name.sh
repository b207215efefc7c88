#!/usr/bin/env bash
# What:     Open Liberty keeps the classes of each redeployed application that uses managed threads, if its name in server.xml
#           is not that of its module, which is the name of the WAR's file unless web.xml has a <module-name>.
# Versions: io.openliberty:openliberty-runtime 26.0.0.3 (Maven Central, about 350 MB), a JDK 17 with jcmd.
# Surprise: `name` of a `webApplication` may be anything, so one expects that nothing hangs on it.
# Cause:    ThirdPartyContextCoordinator.providersPerClassLoader has an entry for each context class loader, with the
#           application's name; applicationStopped looks for the module's name.
# Follows:  give both the same name, or memory runs out after some redeployments.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
server=
stop() { if [ -n "$server" ]; then kill "$server" && wait "$server" || true; server=; fi; }
trap 'stop; rm -rf "$work"' EXIT
cd "$work"
for tool in mvn javac jar java jcmd curl; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
  -Dartifact=io.openliberty:openliberty-runtime:26.0.0.3:zip -DoutputDirectory=. > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch Open Liberty."; exit 77; }

mkdir -p classes/WEB-INF/classes
cat > Control.java <<'JAVA'
package finding;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs a managed thread and waits for it, and looks a class up by the context class loader, as many libraries do. */
@WebServlet("/use")
public class Control extends HttpServlet {
  @Resource
  private ManagedThreadFactory threads;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      Thread thread = threads.newThread(() -> {});
      thread.start();
      thread.join();
      Class.forName("finding.Control", true, Thread.currentThread().getContextClassLoader());
    } catch (Exception e) {
      throw new IOException(e);
    }
    response.getWriter().print("used");
  }
}
JAVA
javac -cp 'wlp/dev/api/spec/*' -d classes/WEB-INF/classes Control.java
java -version 2>&1 | head -1

# The copies of the application's class after five redeployments of an application "finding" in the file $1.
copies() {
  rm -rf wlp/usr/servers/finding
  mkdir -p wlp/usr/servers/finding/apps
  jar cf "wlp/usr/servers/finding/apps/$1" -C classes .
  while port=$((20000 + RANDOM % 12768)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "command.port=-1" > wlp/usr/servers/finding/bootstrap.properties
  cat > wlp/usr/servers/finding/server.xml <<XML
<server>
  <featureManager><feature>servlet-6.0</feature><feature>concurrent-3.0</feature></featureManager>
  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="$port" httpsPort="-1"/>
  <webApplication name="finding" location="$1" contextRoot="/"/>
</server>
XML
  JVM_ARGS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:SoftRefLRUPolicyMSPerMB=0" bash wlp/bin/server run finding > server.log 2>&1 &
  server=$!
  await 'CWWKZ0001I' 1
  for i in 1 2 3 4 5; do
    curl -s -o /dev/null "http://127.0.0.1:$port/use"
    sleep 1.1
    touch "wlp/usr/servers/finding/apps/$1"
    await 'CWWKZ0003I' "$i"
  done
  curl -s -o /dev/null "http://127.0.0.1:$port/use"
  jvm=$(pgrep -P "$server" java || echo "$server")
  for _ in 1 2 3 4; do jcmd "$jvm" GC.run > /dev/null; sleep 1; done
  found=$(jcmd "$jvm" VM.class_hierarchy finding.Control | grep -c 'finding.Control/')
  stop
}

await() {
  for _ in $(seq 120); do
    [ "$(grep -c "$1" server.log)" -ge "$2" ] && return
    kill -0 "$server" 2> /dev/null || break
    sleep 0.5
  done
  cat server.log; echo "Not as described: $1 did not come."; exit 1
}

copies finding.war; same=$found
grep -oE 'Open Liberty [0-9.]+' server.log | head -1
copies other.war; other=$found
echo "Copies of a class after five redeployments. One expects 1, or 2 at most, in both cases."
echo "Seen: $same in finding.war, $other in other.war"
[ "$same" -le 2 ] && [ "$other" -ge 5 ] || { echo "Not as described: the behaviour has changed."; exit 1; }
echo "As described."
