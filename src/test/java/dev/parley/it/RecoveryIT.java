package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stock clients of Node whose TCP connections are reset again and again, and one whose connection freezes:
 * {@code src/test/node/recovery}.
 */
class RecoveryIT {

    static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_RECOVERY_WINDOW", "120000",
            // A stock client that is cut off in the middle of its upgrade notices when it has heard nothing for so
            // long.
            "WEBSOCKET_PING_INTERVAL", "3000",
            "WEBSOCKET_PING_TIMEOUT", "6000",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000");

    @Test
    void clientsThatAreCutOffMissNothing() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start("recovery", "parley.war", FreePort.find(), SETTINGS)) {
            NodeTests.run("recovery", Duration.ofMinutes(4), Map.of("PARLEY_URL", server.url()));
        }
    }
}
