package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceStatus;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisClusterOfThree;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Slots of a Redis Cluster move to another master while two nodes send and presence changes. */
class ReshardingIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> ROOMS = List.of("tea", "milk", "sugar");
    private static final String NODES = "socket.io:presence:{nodes}:running";
    private static final String ROOM = "socket.io:presence:room:tea";
    private static final String USER = "socket.io:presence:user:ann";

    private final List<String> sent = new ArrayList<>();

    @Test
    void nothingIsLostTwiceOrOutOfOrderByTheWirePubsub() throws IOException {
        try (RecordedLog log = new RecordedLog();
                RedisClusterOfThree redis = new RedisClusterOfThree();
                RedisNode a = RedisNode.connected("a", redis.settings());
                RedisNode b = RedisNode.connected("b", redis.settings());
                SharedPresenceNode one = new SharedPresenceNode("one", redis.settings()).shared();
                SharedPresenceNode two = new SharedPresenceNode("two", redis.settings()).shared()) {
            RecordingMember here = b.member("here", ROOMS.toArray(String[]::new));
            one.done(one.presence.connected("ann", "1"));
            one.presence.moved("ann", "1");
            RedisNode.await(SOON, () -> two.see("ann") == PresenceStatus.ONLINE);

            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> send(a, isOver));
            for (String key : List.of(NODES, ROOM, USER, "socket.io#/#tea#", "socket.io#/#")) {
                int from = redis.masterOf(key);
                redis.moveSlot(RedisClusterOfThree.slotOf(key), from, (from + 1) % 3);
            }
            one.done(one.presence.changed("ann", "1", PresenceStatus.BUSY, null));
            isOver.set(true);
            load.join();

            assertThat(sent).hasSizeGreaterThan(100);
            RedisNode.await(SOON, () -> here.count() >= sent.size());
            assertThat(here.heard()).isEqualTo(sent);
            RedisNode.await(SOON, () -> two.see("ann") == PresenceStatus.BUSY);
            assertThat(two.done(two.presence.usersElsewhereIn("tea"))).isEqualTo(Set.of("ann"));
            assertThat(a.status().resubscriptions()).isZero();
            assertThat(log.warnings()).isEmpty();
        }
    }

    private void send(RedisNode node, AtomicBoolean isOver) {
        for (int i = 0; i < 200 || !isOver.get(); i++) {
            sent.add(node.send(ROOMS.get(i % ROOMS.size()), "message " + i));
            RedisNode.pause(Duration.ofMillis(2));
        }
    }
}
