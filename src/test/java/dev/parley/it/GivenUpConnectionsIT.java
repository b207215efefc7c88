package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client that has been given up costs no descriptor any more, though it neither reads nor closes: neither one that stalls in
 * the middle of what is sent to it, over WebSocket or polling, nor one of whom nothing is heard.
 */
class GivenUpConnectionsIT {

    private static final int CLIENTS = 8;
    private static final int MESSAGES = 10;
    /** All of them together are less than a client may be behind: it is the stall that is found, not a full queue. */
    private static final int BYTES = 500_000;

    private static ServerProcess server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Set<Integer> ports = new HashSet<>();
    private final String room = "room-" + System.nanoTime();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        settings.put("WEBSOCKET_RATE_LIMIT_MAX", "100000");
        settings.put("WEBSOCKET_PING_INTERVAL", "8000");
        settings.put("WEBSOCKET_PING_TIMEOUT", "4000");
        server = ServerProcess.start("given-up", "parley.war", FreePort.find(), settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void descriptorsCanBeSeen() {
        assumeTrue(ServerSockets.areVisible(), "this system has /proc/net/tcp");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
    }

    @Test
    void aWebSocketThatStallsIsClosed() {
        ProtocolClient speaker = speaker();
        for (int i = 0; i < CLIENTS; i++) {
            stalls(StallingClient.in(address(), token("stalled-" + i), room));
        }

        speak(speaker);

        areClosed(speaker);
    }

    @Test
    void aPollThatStallsIsClosed() {
        ProtocolClient speaker = speaker();
        List<StallingClient> polling = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            polling.add(StallingClient.polling(address(), token("polling-" + i), room));
        }
        polling.forEach(this::stalls);
        // Who joins is announced to those before, and that would be the answer to the poll: so it is read first.
        polling.forEach(StallingClient::catchUp);
        polling.forEach(StallingClient::poll);

        speak(speaker);

        areClosed(speaker);
    }

    @Test
    @BadInput({28, 61})
    void aWebSocketOfWhichNothingIsHeardIsClosed() {
        ProtocolClient speaker = speaker();
        for (int i = 0; i < CLIENTS; i++) {
            stalls(StallingClient.in(address(), token("silent-" + i), room));
        }

        areClosed(speaker);
        for (int i = 0; i < CLIENTS; i++) {
            String silent = "silent-" + i + "-in-" + room;
            speaker.await(
                    "presence-update",
                    presence -> presence.getString("userId").equals(silent)
                            && presence.getString("status").equals("offline"));
        }
    }

    private static URI address() {
        return URI.create(server.url());
    }

    private String token(String user) {
        return TestIssuer.token(user + "-in-" + room);
    }

    private ProtocolClient speaker() {
        ProtocolClient speaker = ProtocolClient.connect(address(), token("speaker"));
        open.add(speaker);
        speaker.join(room);
        return speaker;
    }

    private void stalls(StallingClient client) {
        open.add(client);
        ports.add(client.localPort());
    }

    private void speak(ProtocolClient speaker) {
        for (int i = 0; i < MESSAGES; i++) {
            speaker.ask("message", Json.of("{'room':'%s','type':'text','content':'%s'}", room, "x".repeat(BYTES)));
        }
    }

    private void areClosed(ProtocolClient speaker) {
        assertThat(ServerSockets.of(server.port(), ports))
                .as("are there at first")
                .isEqualTo(ports);
        Waiting.until("all of them are given up", () -> members(speaker) == 1);
        Waiting.until(
                "the server has closed their connections",
                () -> ServerSockets.of(server.port(), ports).isEmpty());
        Waiting.until(
                "none is on its way any more",
                () -> Rest.metrics(address()).contains("parley_connections_closing 0.0"));
        assertThat(speaker.call("ping")).isEmpty();
    }

    private int members(ProtocolClient speaker) {
        return speaker.ask("join-room", Json.of("{'room':'%s'}", room)).getInt("memberCount");
    }
}
