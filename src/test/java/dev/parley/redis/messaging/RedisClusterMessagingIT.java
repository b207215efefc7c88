package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.redis.connection.RealRedis;
import dev.parley.socketio.adapter.ClusterReply;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClusterResetType;

/** Two nodes by a Redis Cluster of two masters, each connected to another one. */
class RedisClusterMessagingIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SLOTS = 16_384;

    @Test
    void nodesMeetWhicheverMasterTheyAreConnectedTo() throws Exception {
        try (RealRedis first = RealRedis.startCluster();
                RealRedis second = RealRedis.startCluster()) {
            meet(first, second);
            try (RedisNode a = RedisNode.connected("a", first.settings());
                    RedisNode b = RedisNode.connected("b", second.settings())) {
                RecordingMember member = b.member("member", "tea");
                String sent = a.send("tea", "across masters");
                RedisNode.await(SOON, () -> member.count() == 1);
                assertThat(member.heard()).containsExactly(sent);

                // Each master counts its own subscribers; the sum is what matters.
                ClusterReply<Set<String>> rooms =
                        a.adapter().allRooms().toCompletableFuture().get(10, TimeUnit.SECONDS);
                assertThat(rooms.isComplete()).isTrue();
                assertThat(rooms.value()).containsExactly("tea");
            }
        }
    }

    /** Makes one cluster of two, each of which has half of the slots. */
    private static void meet(RealRedis first, RealRedis second) {
        int[] half = IntStream.range(SLOTS / 2, SLOTS).toArray();
        try (Jedis one = new Jedis("127.0.0.1", first.port());
                Jedis other = new Jedis("127.0.0.1", second.port())) {
            one.clusterDelSlots(half);
            other.clusterReset(ClusterResetType.HARD);
            other.clusterAddSlots(half);
            one.clusterMeet("127.0.0.1", second.port());
            RedisNode.await(SOON, () -> isWhole(one) && isWhole(other));
        }
    }

    private static boolean isWhole(Jedis node) {
        String info = node.clusterInfo();
        return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_assigned:" + SLOTS)
                && info.contains("cluster_known_nodes:2");
    }
}
