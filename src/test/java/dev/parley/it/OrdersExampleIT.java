package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The example application, which the build has made of {@code src/example/orders} with nothing but Parley's jar, driven by
 * stock clients: {@code src/test/node/orders}. What it says of its events is judged by the real tools.
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
