package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on a real Redis, and stock clients whose TCP connections are reset and who come back to their node, or to the other one;
 * and a Redis that is restarted: {@code src/test/node/recovery-cluster}.
 */
class RecoveryClusterIT {

    @Test
    void clientsThatComeBackToTheirNodeMissNothing() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            run(redis, RedisWire.PUBSUB);
        }
    }

    @Test
    void clientsThatComeBackToTheirNodeMissNothingByTheShardedWire() throws Exception {
        try (RealRedis redis = RealRedis.startWithShards()) {
            run(redis, RedisWire.SHARDED);
        }
    }

    @Test
    void clientsThatComeBackToTheirNodeMissNothingByTheStreamsWire() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            run(redis, RedisWire.STREAMS);
        }
    }

    private static void run(RealRedis redis, RedisWire wire) throws Exception {
        try (ControlService control = new ControlService(Map.of("/stop", redis::stop, "/restart", redis::restart));
                Nodes nodes = Nodes.start(name -> start(name, redis, wire), "a", "b")) {
            NodeTests.run(
                    "recovery-cluster",
                    Duration.ofMinutes(4),
                    Map.of(
                            "PARLEY_A",
                            nodes.get(0).url(),
                            "PARLEY_B",
                            nodes.get(1).url(),
                            "REDIS_CONTROL",
                            control.url(),
                            "WIRE",
                            wire.text()));
        }
    }

    private static ServerProcess start(String name, RealRedis redis, RedisWire wire) throws Exception {
        Map<String, String> settings = new HashMap<>(RecoveryIT.SETTINGS);
        settings.putAll(Map.of("REDIS_URL", redis.url(), "REDIS_ADAPTER", wire.text()));
        return ServerProcess.start("recovery-" + wire.text() + "-" + name, "parley.war", FreePort.find(), settings);
    }
}
