package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Node's stock client against a server that ends TLS itself, without a proxy: {@code src/test/node/tls}. Frames go through the
 * servers' insides, and with TLS these are others; so the log has to show that it was this way and not the standard's.
 */
class TlsIT {

    /**
     * What may wait for a client, 16 send buffers, holds a whole burst, so that it does not matter how fast the clients read.
     * Without a grace, who is let go is offline at once, which the tests see.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000",
            "WEBSOCKET_PRESENCE_GRACE", "0",
            "WEBSOCKET_SEND_BUFFER_SIZE", "262144");

    private static final Map<String, String> SENDERS = Map.of(
            "payara-micro", "TyrusFrameSender",
            "payara-micro-7", "TyrusFrameSender",
            "glassfish", "TyrusFrameSender",
            "wildfly", "UndertowFrameSender",
            "liberty", "LibertyFrameSender");

    @Test
    void stockClientsTalkOverTlsThatTheServerEnds() throws Exception {
        try (ServerProcess server = ServerProcess.startWithTls("tls", "parley.war", SETTINGS)) {
            NodeTests.run(
                    "tls",
                    Duration.ofMinutes(2),
                    Map.of("PARLEY_URL", server.url(), "PARLEY_TLS_URL", server.tlsUrl()));

            assertThat(server.log())
                    .contains("Sending by " + SENDERS.get(AppServer.chosen().name()) + ":")
                    .doesNotContain("looks different inside");
        }
    }
}
