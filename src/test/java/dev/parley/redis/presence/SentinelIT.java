package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceStatus;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RealSentinels;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** Nodes that find Redis by three real Sentinels, and go on when another Redis becomes the master. */
class SentinelIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final RealRedis first = RealRedis.startWithShards();
    private final RealRedis second = RealRedis.startWithShards();
    private final RecordedLog log = new RecordedLog();
    private RealSentinels sentinels;

    @BeforeEach
    void watch(@TempDir Path folder) throws IOException {
        try (Jedis operator = new Jedis("127.0.0.1", second.port())) {
            operator.replicaof("127.0.0.1", first.port());
            RedisNode.await(SOON, () -> operator.info("replication").contains("master_link_status:up"));
        }
        sentinels = new RealSentinels(folder, first);
    }

    @AfterEach
    void end() {
        log.close();
        sentinels.close();
        first.close();
        second.close();
    }

    private interface Failover {
        void happen();
    }

    private void survives(RedisSettings settings, Failover failover) throws Exception {
        try (RedisNode a = RedisNode.connected("a", settings);
                RedisNode b = RedisNode.connected("b", settings);
                SharedPresenceNode one = new SharedPresenceNode("one", settings).shared();
                SharedPresenceNode two = new SharedPresenceNode("two", settings).shared()) {
            RecordingMember member = b.member("member", "tea");
            one.done(one.presence.connected("ann", "1"));
            RedisNode.await(SOON, () -> two.see("ann") == PresenceStatus.ONLINE);
            assertThat(log.warnings()).isEmpty();

            failover.happen();
            sentinels.awaitMaster(second);
            RedisNode.await(
                    SOON,
                    () -> log.warnings().stream()
                            .anyMatch(line -> line.contains("Redis is away, this node goes on alone: ")));

            AtomicInteger number = new AtomicInteger();
            RedisNode.await(SOON, () -> {
                String sent = a.send("tea", "on the new master " + number.incrementAndGet());
                RedisNode.pause(Duration.ofMillis(50));
                return a.isConnected() && b.isConnected() && member.heard().contains(sent);
            });
            assertThat(member.heard()).doesNotHaveDuplicates();
            assertThat(a.adapter()
                            .allRooms()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .isComplete())
                    .isTrue();
            RedisNode.await(SOON, () -> one.presence.isShared() && two.presence.isShared());
            one.done(one.presence.connected("bob", "2"));
            RedisNode.await(SOON, () -> two.see("bob") == PresenceStatus.ONLINE);
            assertThat(two.see("ann")).isEqualTo(PresenceStatus.ONLINE);
            RedisNode.await(SOON, () -> log.lines().contains("INFO Redis is connected again"));
        }
    }

    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void theMasterEnds(RedisWire wire) throws Exception {
        survives(sentinels.settings().over(wire), first::stop);
    }

    /** The Sentinels name another master at once, and demote the old one, which still answers, some seconds later. */
    @Test
    void theMasterIsDemotedAndLivesOn() throws Exception {
        survives(sentinels.settings(), sentinels::failOver);
        assertThat(log.warnings())
                .anyMatch(line -> line.contains(
                        "the Sentinels have made the Redis at 127.0.0.1:" + second.port() + " the master"));
    }

    @Test
    void aWrongPasswordOfTheSentinelsIsNamed() {
        RedisSettings wrong = sentinels.settings().withSentinelUser(Optional.empty(), Optional.of("wrong"));
        try (RedisNode a = new RedisNode("a", wrong)) {
            RedisNode.await(SOON, () -> !log.warnings().isEmpty());
            assertThat(a.isConnected()).isFalse();
        }
        assertThat(log.warnings())
                .hasSize(1)
                .allMatch(line -> line.contains("no Sentinel names the master my-master; 127.0.0.1:")
                        && line.contains("WRONGPASS"));
    }
}
