package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who sends the headers of a request a byte a second holds a connection for half a minute, not for as long as it likes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisabledIfSystemProperty(
        named = "parley.server",
        matches = "liberty",
        disabledReason = "Open Liberty has no such time-out, see containers.md: the proxy's has to do")
class DribblingHeadersIT {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final List<String> BEGINNINGS = List.of(
            "GET /",
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nX-Slow: ",
            "POST /api/broadcast HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @Test
    void aConnectionWhoseHeadersDribbleIsClosedInTime() throws Exception {
        URI server = Deployed.server(url);
        List<Socket> sockets = new ArrayList<>();
        try (ProtocolClient witness = ProtocolClient.connect(server, TestIssuer.token("ada"));
                ProtocolClient poller = ProtocolClient.connect(PollingWire.open(server), TestIssuer.token("bob"))) {
            for (int i = 0; i < 3; i++) {
                for (String beginning : BEGINNINGS) {
                    sockets.add(begun(server, beginning));
                }
                // A second request on a connection that has had a good one.
                Socket kept = begun(server, "GET /socket.io/socket.io.js HTTP/1.1\r\nHost: localhost\r\n\r\n");
                readSome(kept);
                kept.getOutputStream().write("GET /socket.io/".getBytes(StandardCharsets.US_ASCII));
                sockets.add(kept);
            }
            long start = System.nanoTime();
            List<Socket> open = new ArrayList<>(sockets);
            while (!open.isEmpty() && System.nanoTime() - start < BOUND.toNanos()) {
                Thread.sleep(1000 - 20L * open.size());
                open.removeIf(socket -> !dribble(socket));
            }

            assertThat(open).as("still open after %s", BOUND).isEmpty();
            assertThat(witness.call("ping")).as("who has done nothing").isEmpty();
            assertThat(poller.call("ping")).isEmpty();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket begun(URI server, String beginning) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads until nothing comes for a moment. */
    private static void readSome(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        byte[] some = new byte[65_536];
        try {
            while (socket.getInputStream().read(some) >= 0) {
                // The answer does not matter.
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        }
    }

    /** Sends one more byte; whether the connection is still there. */
    private static boolean dribble(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            socket.setSoTimeout(20);
            return socket.getInputStream().read() >= 0 && dribble(socket);
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
