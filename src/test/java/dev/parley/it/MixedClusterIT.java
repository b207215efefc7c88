package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisWire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers of Parley and two of Node in one cluster, with stock clients on each: {@code src/test/node/cluster}. */
class MixedClusterIT {

    @Test
    void serversOfBothKindsAreOneCluster() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            run(redis, RedisWire.PUBSUB, Map.of());
        }
    }

    /** Node's servers may have a channel for each of their sockets, or send what is for one socket to all servers. */
    @ParameterizedTest
    @ValueSource(strings = {"dynamic", "dynamic-private"})
    void serversOfBothKindsAreOneClusterByTheShardedWire(String subscriptionMode) throws Exception {
        try (RealRedis redis = RealRedis.startWithShards()) {
            run(redis, RedisWire.SHARDED, Map.of("PEER_SUBSCRIPTIONS", subscriptionMode));
        }
    }

    @Test
    void serversOfBothKindsAreOneClusterByTheWireOfStreams() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            run(redis, RedisWire.STREAMS, Map.of());
        }
    }

    private static void run(RealRedis redis, RedisWire wire, Map<String, String> ofPeers) throws Exception {
        try (Nodes nodes = Nodes.start(name -> start(name, redis, wire), "parley-a", "parley-b")) {
            Map<String, String> environment = Portion.ofThisRun().environment();
            environment.putAll(Map.of(
                    "REDIS_URL",
                    redis.url(),
                    "PARLEY_A",
                    nodes.get(0).url(),
                    "PARLEY_B",
                    nodes.get(1).url()));
            environment.put("REDIS_ADAPTER", wire.text());
            environment.putAll(ofPeers);
            NodeTests.run("cluster", Duration.ofMinutes(3), environment);
        }
    }

    private static ServerProcess start(String name, RealRedis redis, RedisWire wire) throws Exception {
        return ServerProcess.start(
                "mixed-cluster-" + wire.text() + "-" + name,
                "parley-conformance.war",
                FreePort.find(),
                Map.of(
                        "REDIS_URL",
                        redis.url(),
                        "REDIS_ADAPTER",
                        wire.text(),
                        "CONFORMANCE_NODE",
                        name,
                        "CONFORMANCE_PING_TIMEOUT",
                        "20000"));
    }
}
