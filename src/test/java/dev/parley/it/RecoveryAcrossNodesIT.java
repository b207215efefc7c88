package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XTrimParams;

/**
 * Three nodes on a real Redis by the wire of streams, and stock clients who come back to another node each time; one node is killed, and
 * Redis loses what it has: {@code src/test/node/recovery-across}.
 */
class RecoveryAcrossNodesIT {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Test
    void clientsThatComeBackToAnotherNodeMissNothing() throws Exception {
        try (RealRedis redis = RealRedis.start();
                Nodes nodes = Nodes.start(name -> start(name, redis), "a", "b", "c");
                ControlService control = new ControlService(
                        Map.of("/kill", nodes.get(2)::kill, "/flush", redis::flush, "/trim", () -> trim(redis)))) {
            NodeTests.run(
                    "recovery-across",
                    LIMIT,
                    Map.of(
                            "PARLEY_A",
                            nodes.get(0).url(),
                            "PARLEY_B",
                            nodes.get(1).url(),
                            "PARLEY_C",
                            nodes.get(2).url(),
                            "CONTROL",
                            control.url()));
        }
    }

    private static ServerProcess start(String name, RealRedis redis) throws Exception {
        Map<String, String> settings = new HashMap<>(RecoveryIT.SETTINGS);
        settings.putAll(Map.of("REDIS_URL", redis.url(), "REDIS_ADAPTER", RedisWire.STREAMS.text()));
        return ServerProcess.start("recovery-across-" + name, "parley.war", FreePort.find(), settings);
    }

    private static void trim(RealRedis redis) {
        try (Jedis jedis = new RedisClients(redis.settings()).connect()) {
            jedis.xtrim(redis.settings().key(), XTrimParams.xTrimParams().maxLen(0));
        }
    }
}
