package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Members of ten rooms whose TCP connections are reset again and again, side by side with Node's own recovery: {@code src/test/node/jitter}.
 * What became of them is printed.
 *
 * <p>System property: {@code parley.jitter.transports} ({@code websocket polling polling-websocket}).
 */
class JitterIT {

    /** Of each room. */
    private static final int MEMBERS = Soak.rounds(3, 30);

    private static final int MESSAGES = Soak.rounds(300, 600);
    private static final String TRANSPORTS =
            System.getProperty("parley.jitter.transports", "websocket polling polling-websocket");
    private static final Duration LIMIT = Duration.ofMinutes(9);

    @Test
    void clientsThatComeBackToTheirNodeMissNothing() throws Exception {
        try (ServerProcess server = start("alone", Map.of())) {
            run(Map.of("PARLEY_NODES", server.url()));
        }
    }

    @Test
    void clientsThatComeBackToAnotherNodeMissNothing() throws Exception {
        try (RealRedis redis = RealRedis.start();
                RealRedis redisOfNode = RealRedis.start();
                ServerProcess a = start("a", settings(redis));
                ServerProcess b = start("b", settings(redis))) {
            run(Map.of("PARLEY_NODES", a.url() + "," + b.url(), "REDIS_URL", redisOfNode.url()));
        }
    }

    private static Map<String, String> settings(RealRedis redis) {
        return Map.of("REDIS_URL", redis.url(), "REDIS_ADAPTER", RedisWire.STREAMS.text());
    }

    /** With all optimizations, because times are compared. */
    private static ServerProcess start(String name, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(RecoveryIT.SETTINGS);
        settings.putAll(more);
        return ServerProcess.startWithHeap("768m", "jitter-" + name, "parley.war", FreePort.find(), settings);
    }

    private static void run(Map<String, String> servers) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(servers);
        environment.put("MEMBERS", Integer.toString(MEMBERS));
        environment.put("MESSAGES", Integer.toString(MESSAGES));
        environment.put("TRANSPORTS", TRANSPORTS);
        try {
            NodeTests.run("jitter", LIMIT, environment);
        } finally {
            Files.readAllLines(Path.of("target", "it-logs", "node-jitter.tap")).stream()
                    .filter(line -> line.contains("owed"))
                    .forEach(System.out::println);
        }
    }
}
