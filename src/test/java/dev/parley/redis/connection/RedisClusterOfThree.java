package dev.parley.redis.connection;

import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A real Redis Cluster of three masters without replicas and without a disk: one that comes back is empty. */
public final class RedisClusterOfThree implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RealRedis> masters = new ArrayList<>();

    /** Starts it. */
    public RedisClusterOfThree() throws IOException {
        for (int i = 0; i < 3; i++) {
            masters.add(RealRedis.clusterNode());
        }
        for (int i = 0; i < 3; i++) {
            try (Jedis jedis = connect(masters.get(i))) {
                jedis.clusterAddSlots(
                        IntStream.range(SLOTS * i / 3, SLOTS * (i + 1) / 3).toArray());
                jedis.clusterMeet("127.0.0.1", masters.get(0).port());
            }
        }
        awaitWhole();
    }

    private static Jedis connect(RealRedis master) {
        return new RedisClients(RedisUrl.parse("redis://127.0.0.1:" + master.port(), "any")).connect();
    }

    private void awaitWhole() {
        RedisNode.await(PATIENCE, () -> masters.stream().allMatch(RedisClusterOfThree::isWhole));
    }

    private static boolean isWhole(RealRedis master) {
        try (Jedis jedis = connect(master)) {
            String info = jedis.clusterInfo();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
        }
    }

    /** The settings for it, with the default key. */
    public RedisSettings settings() {
        return RedisUrl.parse(
                "redis://"
                        + masters.stream()
                                .map(master -> "127.0.0.1:" + master.port())
                                .collect(Collectors.joining(",")),
                RedisSettings.DEFAULT_KEY);
    }

    /** The master that has a key ends, and comes back with nothing. */
    public void lose(String key) {
        RealRedis master = masters.get(masterOf(key));
        master.stop();
        master.restart();
        awaitWhole();
    }

    /**
     * Moves a slot from one master to another, as an operator does: both are told, the keys move, and then all are told
     * who has the slot.
     */
    public void moveSlot(int slot, int from, int to) {
        try (Jedis source = connect(masters.get(from));
                Jedis target = connect(masters.get(to))) {
            String sourceId = source.clusterMyId();
            String targetId = target.clusterMyId();
            target.clusterSetSlotImporting(slot, sourceId);
            source.clusterSetSlotMigrating(slot, targetId);
            for (List<String> keys = source.clusterGetKeysInSlot(slot, 10);
                    !keys.isEmpty();
                    keys = source.clusterGetKeysInSlot(slot, 10)) {
                source.migrate(
                        "127.0.0.1",
                        masters.get(to).port(),
                        (int) PATIENCE.toMillis(),
                        new MigrateParams(),
                        keys.toArray(String[]::new));
            }
            target.clusterSetSlotNode(slot, targetId);
            source.clusterSetSlotNode(slot, targetId);
            try (Jedis third = connect(masters.get(3 - from - to))) {
                third.clusterSetSlotNode(slot, targetId);
            }
        }
    }

    /** The slot of a key. */
    public static int slotOf(String key) {
        return JedisClusterCRC16.getSlot(key);
    }

    /** The number of the master that has a key, if no slot has been moved. */
    public int masterOf(String key) {
        int slot = JedisClusterCRC16.getSlot(key);
        return IntStream.range(0, 3)
                .filter(i -> slot < SLOTS * (i + 1) / 3)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        masters.forEach(RealRedis::close);
    }
}
