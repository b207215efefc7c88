package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Admin UI of two nodes and a real Redis: {@code src/test/node/admin-ui-cluster}. */
class AdminUiClusterIT {

    @Test
    void whoIsAtOneNodeSeesBothAndActsOnBoth() throws Exception {
        try (RealRedis redis = RealRedis.start();
                Nodes nodes = Nodes.start(name -> start(name, redis), "one", "two")) {
            NodeTests.run(
                    "admin-ui-cluster",
                    Duration.ofMinutes(1),
                    Map.of(
                            "PARLEY_ONE",
                            nodes.get(0).url(),
                            "PARLEY_TWO",
                            nodes.get(1).url()));
        }
    }

    private static ServerProcess start(String name, RealRedis redis) throws Exception {
        Map<String, String> environment = new HashMap<>(AdminUiIT.SETTINGS);
        environment.put("REDIS_URL", redis.url());
        return ServerProcess.start("admin-ui-cluster-" + name, "parley.war", FreePort.find(), environment);
    }
}
