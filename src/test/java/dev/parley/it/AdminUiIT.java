package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The Socket.IO Admin UI of the package {@code @socket.io/admin-ui} in a headless Chromium, and its wire with a stock
 * client: {@code src/test/node/admin-ui}.
 */
class AdminUiIT {

    /** What the tests type is {@code open sesame}. */
    static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "PARLEY_ADMIN_UI", "development",
            "PARLEY_ADMIN_UI_USER", "ada",
            "PARLEY_ADMIN_UI_PASSWORD_HASH", "$2a$10$ctSDyKMzjJyhev9ybUs5dOTHyc1xQC/LC/8Z4NNpq.hslSZLLV176",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000");

    @Test
    void theRealUiShowsWhatThereIsAndItsButtonsWork() throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        try (ServerProcess server = ServerProcess.start("admin-ui", "parley.war", FreePort.find(), SETTINGS)) {
            Map<String, String> environment = new HashMap<>();
            environment.put("PARLEY_URL", server.url());
            environment.put("SCREENSHOTS", screenshots.toAbsolutePath().toString());
            NodeTests.run("admin-ui", Duration.ofMinutes(2), environment);
        }
    }
}
