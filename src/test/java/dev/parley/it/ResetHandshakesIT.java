package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.engine.EngineSession;
import dev.parley.engine.Race;
import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten thousand handshakes whose clients reset their connections at once, half of each transport, leave nothing behind. */
class ResetHandshakesIT {

    private static final int HANDSHAKES = 10_000;
    private static final int WARM_UP = 500;
    private static final int AT_ONCE = 16;
    /** Objects that come and go by themselves: of tasks and timers under way. */
    private static final int SOME = 200;
    /**
     * The witness's session, and those that idle threads of a server may have on their stacks: WildFly's keep the first request of
     * their lives there (see RedeploymentIT), and not every thread is born in the warm-up. One such session was seen once.
     */
    private static final int SESSIONS = 1 + AT_ONCE;
    /** The witness, and a connection of {@link Http} that waits for its next request. */
    private static final int OUR_OWN_CONNECTIONS = 4;
    /** Longer than what ends by itself lives: a session of which no end is noticed ends with its ping time-out, after 45 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_CONNECT_TIMEOUT", "3000");
        environment.put("WEBSOCKET_MAX_CONNECTIONS", "20000");
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "1000000");
        process = ServerProcess.start("reset-handshakes", "parley.war", FreePort.find(), environment);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    @BadInput(9)
    void nothingIsRetainedOfThem() {
        assumeTrue(ServerSockets.areVisible(), "this system has /proc/net/tcp");
        try (ProtocolClient witness = ProtocolClient.connect(server, TestIssuer.token("witness"))) {
            handshakes(WARM_UP);
            awaitBaseline();
            Map<String, Long> before = ServerHeap.instances(process.pid(), "dev.parley.");

            handshakes(HANDSHAKES);

            assertThat(witness.call("ping")).isEmpty();
            awaitBaseline();
            // A session that has ended waits for a poll that it can tell so, and a place for its handshake, for some
            // seconds.
            AtomicReference<Map<String, Long>> retained = new AtomicReference<>();
            Waiting.until(() -> "no more is in the heap than before: " + retained, PATIENCE, () -> {
                retained.set(retained(before));
                return retained.get().isEmpty();
            });
            assertThat(witness.call("ping")).isEmpty();
        }
    }

    /** The classes that have more instances than before, and sessions if there are more than threads explain. */
    private static Map<String, Long> retained(Map<String, Long> before) {
        Map<String, Long> now = ServerHeap.instances(process.pid(), "dev.parley.");
        now.entrySet()
                .removeIf(entry -> entry.getKey().equals(EngineSession.class.getName())
                        ? entry.getValue() <= SESSIONS
                        : entry.getValue() < before.getOrDefault(entry.getKey(), 0L) + SOME);
        return now;
    }

    private static void awaitBaseline() {
        Waiting.until("the witness alone is there", () -> connections() == 1);
        Waiting.until("their connections are closed", () -> ServerSockets.count(process.port()) <= OUR_OWN_CONNECTIONS);
        Waiting.until(
                "none is on its way any more", () -> Rest.metrics(server).contains("parley_connections_closing 0.0"));
    }

    private static int connections() {
        return Json.object(Http.get(server, "/ready").body())
                .getJsonObject("websocket")
                .getInt("connections");
    }

    private static void handshakes(int count) {
        AtomicInteger left = new AtomicInteger(count);
        Race.between(Stream.generate(() -> (Race.Runner) () -> {
                    for (int i = left.getAndDecrement(); i > 0; i = left.getAndDecrement()) {
                        reset(i % 2 == 0 ? "polling" : "websocket");
                    }
                })
                .limit(AT_ONCE)
                .toArray(Race.Runner[]::new));
    }

    private static void reset(String transport) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoLinger(true, 0);
            String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            socket.getOutputStream()
                    .write(("GET /socket.io/?EIO=4&transport=" + transport + " HTTP/1.1\r\nHost: "
                                    + server.getAuthority() + "\r\n" + (transport.equals("websocket") ? upgrade : "")
                                    + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
