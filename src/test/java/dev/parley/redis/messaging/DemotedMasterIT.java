package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisWire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** An address of Redis that leads to another server from some moment on, and connections to the first one that stay. */
class DemotedMasterIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String END_LOST =
            "WARNING Redis has lost the end of the stream: messages of other nodes may be missing";

    private final RealRedis first = RealRedis.startWithShards();
    private final RealRedis second = RealRedis.startWithShards();
    private final RecordedLog log = new RecordedLog();
    private FaultyLink link;

    @BeforeEach
    void lead() throws IOException {
        link = new FaultyLink(first.port());
    }

    @AfterEach
    void end() throws IOException {
        log.close();
        link.close();
        first.close();
        second.close();
    }

    private static void replicate(RealRedis replica, RealRedis master) {
        try (Jedis operator = new Jedis("127.0.0.1", replica.port())) {
            operator.replicaof("127.0.0.1", master.port());
            RedisNode.await(SOON, () -> operator.info("replication").contains("master_link_status:up"));
        }
    }

    private static void promote(RealRedis replica) {
        try (Jedis operator = new Jedis("127.0.0.1", replica.port())) {
            operator.replicaofNoOne();
        }
    }

    private static long connections(RealRedis redis) {
        try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
            return operator.clientList()
                    .lines()
                    .filter(line -> line.contains("name=parley"))
                    .count();
        }
    }

    /** For cluster.md; nothing is asserted of it. */
    private static void tellHowLong(String what, RedisWire wire, long since) {
        System.out.println(what + " with " + wire.text() + " after " + (System.nanoTime() - since) / 1_000_000 + " ms");
    }

    private void assertTheyAreTogetherAgain(RedisNode a, RedisNode b, RecordingMember member) throws Exception {
        // Each notices by itself; until the last one has, they are apart.
        AtomicInteger number = new AtomicInteger();
        RedisNode.await(SOON, () -> {
            String sent = a.send("tea", "together again " + number.incrementAndGet());
            RedisNode.pause(Duration.ofMillis(50));
            return a.isConnected() && b.isConnected() && member.heard().contains(sent);
        });
        assertThat(member.heard()).doesNotHaveDuplicates();
        assertThat(b.adapter()
                        .allRooms()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .isComplete())
                .as("each is asked, and answers")
                .isTrue();
        RedisNode.await(SOON, () -> connections(first) == 0);
    }

    /** As with a managed Redis: the name leads to the new master, and the old one lives on as its replica. */
    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void aMasterThatBecomesAReplicaIsLeft(RedisWire wire) throws Exception {
        replicate(second, first);
        try (RedisNode a = RedisNode.connected("a", link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            assertThat(log.warnings()).isEmpty();
            link.leadTo(second.port());
            promote(second);
            long since = System.nanoTime();
            replicate(first, second);

            RedisNode.await(SOON, () -> !log.warnings().isEmpty());
            tellHowLong("a demoted master was noticed", wire, since);
            assertThat(log.warnings().get(0))
                    .startsWith("WARNING Redis is away, this node goes on alone: the Redis at 127.0.0.1:")
                    .endsWith(" is a replica, and this node looks for the master");
            assertTheyAreTogetherAgain(a, b, member);
            RedisNode.await(SOON, () -> log.lines().contains("INFO Redis is connected again"));
        }
    }

    /** Until there is a master at the address, the node says that it is alone. */
    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void aReplicaIsNoRedisToMeetAt(RedisWire wire) {
        replicate(first, second);
        try (RedisNode a = new RedisNode("a", link.settings().over(wire))) {
            RedisNode.await(SOON, () -> !log.warnings().isEmpty());
            assertThat(a.isConnected()).isFalse();

            promote(first);
            RedisNode.await(SOON, a::isConnected);
        }
        assertThat(log.warnings()).hasSize(1).allMatch(line -> line.contains("is a replica"));
    }

    /** Both servers are masters and both connections work; only that the node does not hear itself tells it. */
    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void aNodeThatPublishesAtOnePlaceAndListensAtAnotherNotices(RedisWire wire) throws Exception {
        try (RedisNode a = RedisNode.connected("a", link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            link.leadTo(second.port());
            try (Jedis operator = new Jedis("127.0.0.1", first.port())) {
                operator.clientKill(
                        new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
            }
            long since = System.nanoTime();

            String deaf =
                    "WARNING Redis is away, this node goes on alone: what this node publishes does not come back to it";
            RedisNode.await(SOON, () -> log.warnings().contains(deaf));
            tellHowLong("being deaf was noticed", wire, since);
            // Who reads a stream has read at the first one, and may have seen before that the second one has less.
            assertThat(log.warnings().stream().filter(line -> !line.equals(END_LOST)))
                    .startsWith(deaf);
            assertTheyAreTogetherAgain(a, b, member);
        }
    }

    /** A Redis that stands still answers nobody, and its connections stay. */
    @ParameterizedTest
    @EnumSource(RedisWire.class)
    void aRedisThatStandsStillIsNoticed(RedisWire wire) throws Exception {
        try (RedisNode a = RedisNode.connected("a", link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            long process = first.pid();
            assumeThat(signal("STOP", process)).isTrue();
            long since = System.nanoTime();
            try {
                RedisNode.await(SOON, () -> !a.isConnected() && !b.isConnected());
                RedisNode.await(SOON, () -> !log.warnings().isEmpty());
                tellHowLong("a Redis that stands still was noticed", wire, since);
            } finally {
                signal("CONT", process);
            }
            RedisNode.await(SOON, () -> a.isConnected() && b.isConnected());
            String sent = a.send("tea", "awake");
            RedisNode.await(SOON, () -> member.heard().contains(sent));
        }
    }

    private static boolean signal(String name, long process) throws Exception {
        return new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process)))
                        .start()
                        .waitFor()
                == 0;
    }
}
