package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The example application, which the build makes from {@code src/example/orders} and Parley's jar alone. Stock clients use it:
 * {@code src/test/node/orders}. The real tools check the documents of its events.
 */
class OrdersExampleIT {

    private static final Path WAR = Path.of("target", "example", "orders", "target", "orders.war");

    @Test
    void stockClientsPlaceOrdersAndTheFrontEndGetsItsTypes() throws Exception {
        Path documents =
                Files.createDirectories(Path.of("target", "it-documents")).toAbsolutePath();
        try (RealRedis redis = RealRedis.start();
                ServerProcess server = ServerProcess.start(
                        "orders-example",
                        WAR,
                        FreePort.find(),
                        Map.of("PARLEY_DEV_MODE", "true", "PARLEY_CHAT", "false", "REDIS_URL", redis.url()),
                        false)) {
            NodeTests.run(
                    "orders",
                    Duration.ofMinutes(3),
                    Map.of("PARLEY_URL", server.url(), "REDIS_URL", redis.url(), "DOCUMENTS", documents.toString()));
        }
    }
}
