package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Three nodes, 300 stock clients of Node, 30 rooms: a minute of random joins, leaves and messages, in which the nodes'
 * connections to Redis are killed again and again. What everybody must have heard afterwards says
 * {@code src/test/node/storm}.
 */
class ServerStormIT {

    /** Nobody is refused anything, and nobody is cut off because two processors read for 300. */
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000",
            "WEBSOCKET_SEND_BUFFER_SIZE", "8388608");

    @Test
    void everybodyHearsWhatIsSaidWhereTheyAreOnceAndInOrder() throws Exception {
        try (RealRedis redis = RealRedis.start();
                Nodes nodes = Nodes.start(name -> start(name, redis), "a", "b", "c")) {
            NodeTests.run(
                    "storm",
                    Duration.ofMinutes(5),
                    Map.of(
                            "REDIS_URL",
                            redis.url(),
                            "PARLEY_NODES",
                            String.join(
                                    ",",
                                    nodes.get(0).url(),
                                    nodes.get(1).url(),
                                    nodes.get(2).url())));
        }
    }

    private static ServerProcess start(String name, RealRedis redis) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.put("REDIS_URL", redis.url());
        return ServerProcess.start("server-storm-" + name, "parley.war", FreePort.find(), environment);
    }
}
