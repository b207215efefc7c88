package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console and the stock browser client in a headless Chromium: {@code src/test/node/browser}. */
class BrowserIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_RECOVERY_WINDOW", "120000",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000");

    @Test
    void peopleTalkAndOperatorsWatchThroughTheConsole() throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        int port = FreePort.find();
        try (RestartService server = new RestartService("browser", "parley.war", port, SETTINGS)) {
            NodeTests.run(
                    "browser",
                    Duration.ofMinutes(5),
                    Map.of(
                            "PARLEY_URL",
                            server.serverUrl(),
                            "PARLEY_RESTART_URL",
                            server.url(),
                            "SCREENSHOTS",
                            screenshots.toAbsolutePath().toString()));
        }
    }
}
