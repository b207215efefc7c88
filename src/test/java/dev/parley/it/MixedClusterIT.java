package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two servers of Parley and two of Node in one cluster, with stock clients on each: {@code src/test/node/cluster}. */
class MixedClusterIT {

    @Test
    void serversOfBothKindsAreOneCluster() throws Exception {
        try (RealRedis redis = RealRedis.start();
                ServerProcess a = start("parley-a", redis);
                ServerProcess b = start("parley-b", redis)) {
            Map<String, String> environment = Portion.ofThisRun().environment();
            environment.putAll(Map.of("REDIS_URL", redis.url(), "PARLEY_A", a.url(), "PARLEY_B", b.url()));
            NodeTests.run("cluster", Duration.ofMinutes(3), environment);
        }
    }

    private static ServerProcess start(String name, RealRedis redis) throws Exception {
        return ServerProcess.start(
                "mixed-cluster-" + name,
                "parley-conformance.war",
                FreePort.find(),
                Map.of("REDIS_URL", redis.url(), "CONFORMANCE_NODE", name, "CONFORMANCE_PING_TIMEOUT", "20000"));
    }
}
