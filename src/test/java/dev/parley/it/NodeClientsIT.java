package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node's stock client against the product: {@code src/test/node/clients}. */
class NodeClientsIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000");

    @Test
    void stockClientsOfNodeUseEveryTransport() throws Exception {
        try (RestartService server = new RestartService("node-clients", "parley.war", FreePort.find(), SETTINGS)) {
            NodeTests.run(
                    "clients",
                    Duration.ofMinutes(3),
                    Map.of("PARLEY_URL", server.serverUrl(), "PARLEY_RESTART_URL", server.url()));
        }
    }
}
