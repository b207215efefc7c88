package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The package {@code @parley/client}: {@code src/main/frontend/client}. */
class HookIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Without a grace, others see that a user's connection broke. */
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_PRESENCE_GRACE", "0",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000");

    @Test
    void itsPartsWorkByThemselvesAndItsDocumentationCompiles() throws Exception {
        VitestSuite.run("client", "unit", LIMIT, Map.of());
    }

    @Test
    void itKeepsItsPromisesWithARealServer() throws Exception {
        try (RestartService server = new RestartService("hook", "parley.war", FreePort.find(), SETTINGS);
                LinkService link = new LinkService(URI.create(server.serverUrl()))) {
            VitestSuite.run(
                    "client",
                    "server",
                    LIMIT,
                    Map.of(
                            "PARLEY_URL", server.serverUrl(),
                            "PARLEY_RESTART_URL", server.url(),
                            "PARLEY_LINK_URL", link.linkUrl(),
                            "PARLEY_CUT_URL", link.url()));
        }
    }
}
