#!/usr/bin/env bash
# What:     a WebSocket of Open Liberty that the application closes while the client is sending often ends without the close
#           frame: the client sees 1006, and not the code that the application gave.
# Versions: io.openliberty:openliberty-runtime 26.0.0.3 (Maven Central, about 350 MB), a JDK 17.
# Surprise: session.close(reason) is a close handshake; one expects that its frame goes out whatever the client sends meanwhile.
# Cause:    once a close has begun, WsocConnLink takes any frame of 126 bytes or more for an error in place of the client's close
#           frame and closes the connection at once. The thread that reads may do so before the thread that closes has written.
# Follows:  a limit that is enforced with session.close() from another thread than the reader's is not told to who exceeds it.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
server=
stop() { if [ -n "$server" ]; then kill "$server" && wait "$server" || true; server=; fi; }
trap 'stop; rm -rf "$work"' EXIT
cd "$work"
for tool in mvn javac jar java; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
  -Dartifact=io.openliberty:openliberty-runtime:26.0.0.3:zip -DoutputDirectory=. > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch Open Liberty."; exit 77; }

mkdir -p classes/WEB-INF/classes
cat > Limited.java <<'JAVA'
package finding;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Closes with 1008 on another thread, when the first part of a message has come. */
@ServerEndpoint("/limited")
public class Limited {
  private static final ExecutorService CLOSERS = Executors.newCachedThreadPool();
  private boolean closed;

  @OnMessage
  public void part(String part, boolean last, Session session) {
    if (!closed) {
      closed = true;
      CLOSERS.execute(() -> {
        try {
          session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, ""));
        } catch (IOException e) {
          System.out.println("not closed: " + e);
        }
      });
    }
  }
}
JAVA
cat > Client.java <<'JAVA'
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Sends a text of eight fragments, each of the given size, and tells of how many WebSockets the close frame did not come. */
class Client {
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    int size = Integer.parseInt(arguments[2]);
    int missing = 0;
    for (int round = 0; round < rounds; round++) {
      try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(arguments[0]))) {
        missing += closeCode(socket, size) == 1008 ? 0 : 1;
      }
    }
    System.out.println(missing);
  }

  private static int closeCode(Socket socket, int size) throws IOException {
    socket.setSoTimeout(60_000);
    OutputStream out = socket.getOutputStream();
    out.write(("GET /limited HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n").getBytes());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    for (int end = 0; end != 0x0d0a0d0a; ) {
      end = end << 8 | in.readUnsignedByte();
    }
    Thread sender = new Thread(() -> {
      try {
        for (int i = 0; i < 8; i++) {
          out.write(fragment(i == 0 ? 0x01 : i == 7 ? 0x80 : 0x00, size));
        }
        out.write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
      } catch (IOException e) {
        // What has come before that counts.
      }
    });
    sender.start();
    try {
      // The endpoint sends nothing, so the first frame is the close frame: 88 02 and the code.
      int header = in.readUnsignedShort();
      return header == 0x8802 ? in.readUnsignedShort() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private static byte[] fragment(int first, int size) {
    ByteBuffer frame = ByteBuffer.allocate(size + 8).put((byte) first);
    if (size < 126) {
      frame.put((byte) (0x80 | size));
    } else {
      frame.put((byte) 0xfe).putShort((short) size);
    }
    frame.putInt(0);
    for (int i = 0; i < size; i++) {
      frame.put((byte) 'x');
    }
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    return bytes;
  }
}
JAVA
javac -cp 'wlp/dev/api/spec/*' -d classes/WEB-INF/classes Limited.java
javac Client.java
java -version 2>&1 | head -1

mkdir -p wlp/usr/servers/finding/apps
jar cf wlp/usr/servers/finding/apps/finding.war -C classes .
while port=$((20000 + RANDOM % 12768)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
echo "command.port=-1" > wlp/usr/servers/finding/bootstrap.properties
cat > wlp/usr/servers/finding/server.xml <<XML
<server>
  <featureManager><feature>servlet-6.0</feature><feature>websocket-2.1</feature></featureManager>
  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="$port" httpsPort="-1"/>
  <webApplication name="finding" location="finding.war" contextRoot="/"/>
</server>
XML
bash wlp/bin/server run finding > server.log 2>&1 &
server=$!
for _ in $(seq 240); do
  grep -q CWWKZ0001I server.log && break
  kill -0 "$server" 2> /dev/null || break
  sleep 0.5
done
grep -q CWWKZ0001I server.log || { cat server.log; echo "Not as described: the application did not start."; exit 1; }
grep -oE 'Open Liberty [0-9.]+' server.log | head -1

rounds=300
long=$(java -cp . Client "$port" $rounds 8192)
short=$(java -cp . Client "$port" $rounds 100)
echo "Of $rounds WebSockets each, closed with 1008 while the client sends eight fragments, without a close frame. One expects 0."
echo "Seen: $long with fragments of 8,192 bytes, $short with fragments of 100 bytes"
[ "$long" -ge 3 ] && [ "$short" -le $((long / 3)) ] || { echo "Not as described: the behaviour has changed."; exit 1; }
echo "As described."
