package dev.parley.redis.connection;

import dev.parley.it.server.FreePort;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Three Sentinels that watch a master and its replica, and ask for a password of their own. */
public final class RealSentinels implements AutoCloseable {

    /** The password of the Sentinels. */
    public static final String PASSWORD = "watch";

    private static final String MASTER = "my-master";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Integer> ports = new ArrayList<>();
    private final List<RedisProcess> processes = new ArrayList<>();

    /** Starts them, and waits until they know each other and the replica. */
    public RealSentinels(Path folder, RealRedis master) throws IOException {
        for (int i = 0; i < 3; i++) {
            int port = FreePort.find();
            Path file = folder.resolve("sentinel-" + i + ".conf");
            Files.write(
                    file,
                    List.of(
                            "port " + port,
                            "bind 127.0.0.1",
                            "requirepass " + PASSWORD,
                            "sentinel monitor " + MASTER + " 127.0.0.1 " + master.port() + " 2",
                            "sentinel down-after-milliseconds " + MASTER + " 1500",
                            "sentinel failover-timeout " + MASTER + " 4000"));
            processes.add(RedisProcess.start(folder, port, List.of(file.toString(), "--sentinel")));
            ports.add(port);
        }
        RedisNode.await(PATIENCE, () -> ports.stream().allMatch(RealSentinels::knowsAll));
    }

    private static Jedis connect(int port) {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .password(PASSWORD)
                        .build());
    }

    private static boolean knowsAll(int port) {
        try (Jedis sentinel = connect(port)) {
            Map<String, String> master = sentinel.sentinelMaster(MASTER);
            return master.get("num-other-sentinels").equals("2")
                    && master.get("num-slaves").equals("1");
        }
    }

    /** Makes the replica the master; both live on. */
    public void failOver() {
        try (Jedis sentinel = connect(ports.get(0))) {
            sentinel.sentinelFailover(MASTER);
        }
    }

    /** Waits until all of them name a server as the master. */
    public void awaitMaster(RealRedis expected) {
        RedisNode.await(
                PATIENCE,
                () -> ports.stream().allMatch(port -> {
                    try (Jedis sentinel = connect(port)) {
                        return sentinel.sentinelGetMasterAddrByName(MASTER)
                                .get(1)
                                .equals(Integer.toString(expected.port()));
                    }
                }));
    }

    /** The settings of a node, with the default key. */
    public RedisSettings settings() {
        String all = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return RedisUrl.parse("redis+sentinel://" + all + "/" + MASTER, RedisSettings.DEFAULT_KEY)
                .withSentinelUser(Optional.empty(), Optional.of(PASSWORD));
    }

    @Override
    public void close() {
        processes.forEach(RedisProcess::close);
    }
}
