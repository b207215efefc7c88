package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.connection.SimultaneousTests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/**
 * An address of Redis that leads to another server from some moment on, and connections to the first one that stay. The wires are
 * tried at the same time.
 */
class DemotedMasterIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String END_LOST =
            "WARNING Redis has lost the end of the stream: messages of other nodes may be missing";

    /** Two servers, and the address that leads to the first one. */
    private record Place(RealRedis first, RealRedis second, FaultyLink link, RecordedLog log) implements AutoCloseable {

        static Place open() throws IOException {
            RealRedis first = RealRedis.startWithShards();
            return new Place(
                    first, RealRedis.startWithShards(), new FaultyLink(first.port()), RecordedLog.ofThisThread());
        }

        @Override
        public void close() throws IOException {
            log.close();
            link.close();
            first.close();
            second.close();
        }
    }

    private interface WithAWire {
        void holds(Place place, RedisWire wire) throws Exception;
    }

    private static Stream<DynamicTest> withEachWire(WithAWire test) {
        return SimultaneousTests.of(List.of(RedisWire.values()), wire -> {
            try (Place place = Place.open()) {
                test.holds(place, wire);
            }
        });
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

    private static void assertTheyAreTogetherAgain(Place place, RedisNode a, RedisNode b, RecordingMember member)
            throws Exception {
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
        RedisNode.await(SOON, () -> connections(place.first) == 0);
    }

    /** As with a managed Redis: the name leads to the new master, and the old one lives on as its replica. */
    @TestFactory
    Stream<DynamicTest> aMasterThatBecomesAReplicaIsLeft() {
        return withEachWire(DemotedMasterIT::aMasterThatBecomesAReplicaIsLeftWithIt);
    }

    private static void aMasterThatBecomesAReplicaIsLeftWithIt(Place place, RedisWire wire) throws Exception {
        replicate(place.second, place.first);
        try (RedisNode a = RedisNode.connected("a", place.link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", place.link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            assertThat(place.log.warnings()).isEmpty();
            place.link.leadTo(place.second.port());
            promote(place.second);
            long since = System.nanoTime();
            replicate(place.first, place.second);

            RedisNode.await(SOON, () -> !place.log.warnings().isEmpty());
            tellHowLong("a demoted master was noticed", wire, since);
            assertThat(place.log.warnings().get(0))
                    .startsWith("WARNING Redis is away, this node goes on alone: the Redis at 127.0.0.1:")
                    .endsWith(" is a replica, and this node looks for the master");
            assertTheyAreTogetherAgain(place, a, b, member);
            RedisNode.await(SOON, () -> place.log.lines().contains("INFO Redis is connected again"));
        }
    }

    /** Until there is a master at the address, the node says that it is alone. */
    @TestFactory
    Stream<DynamicTest> aReplicaIsNoRedisToMeetAt() {
        return withEachWire(DemotedMasterIT::aReplicaIsNoRedisToMeetAtWithIt);
    }

    private static void aReplicaIsNoRedisToMeetAtWithIt(Place place, RedisWire wire) {
        replicate(place.first, place.second);
        try (RedisNode a = new RedisNode("a", place.link.settings().over(wire))) {
            RedisNode.await(SOON, () -> !place.log.warnings().isEmpty());
            assertThat(a.isConnected()).isFalse();

            promote(place.first);
            RedisNode.await(SOON, a::isConnected);
        }
        assertThat(place.log.warnings()).hasSize(1).allMatch(line -> line.contains("is a replica"));
    }

    /** Both servers are masters and both connections work; only that the node does not hear itself tells it. */
    @TestFactory
    Stream<DynamicTest> aNodeThatPublishesAtOnePlaceAndListensAtAnotherNotices() {
        return withEachWire(DemotedMasterIT::aNodeThatPublishesAtOnePlaceAndListensAtAnotherNoticesWithIt);
    }

    private static void aNodeThatPublishesAtOnePlaceAndListensAtAnotherNoticesWithIt(Place place, RedisWire wire)
            throws Exception {
        try (RedisNode a = RedisNode.connected("a", place.link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", place.link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            place.link.leadTo(place.second.port());
            try (Jedis operator = new Jedis("127.0.0.1", place.first.port())) {
                operator.clientKill(
                        new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
            }
            long since = System.nanoTime();

            String deaf =
                    "WARNING Redis is away, this node goes on alone: what this node publishes does not come back to it";
            RedisNode.await(SOON, () -> place.log.warnings().contains(deaf));
            tellHowLong("being deaf was noticed", wire, since);
            // Who reads a stream has read at the first one, and may have seen before that the second one has less.
            assertThat(place.log.warnings().stream().filter(line -> !line.equals(END_LOST)))
                    .startsWith(deaf);
            assertTheyAreTogetherAgain(place, a, b, member);
        }
    }

    /** A Redis that stands still answers nobody, and its connections stay. */
    @TestFactory
    Stream<DynamicTest> aRedisThatStandsStillIsNoticed() {
        return withEachWire(DemotedMasterIT::aRedisThatStandsStillIsNoticedWithIt);
    }

    private static void aRedisThatStandsStillIsNoticedWithIt(Place place, RedisWire wire) throws Exception {
        try (RedisNode a = RedisNode.connected("a", place.link.settings().over(wire));
                RedisNode b = RedisNode.connected("b", place.link.settings().over(wire))) {
            RecordingMember member = b.member("member", "tea");
            long process = place.first.pid();
            assumeThat(signal("STOP", process)).isTrue();
            long since = System.nanoTime();
            try {
                RedisNode.await(SOON, () -> !a.isConnected() && !b.isConnected());
                RedisNode.await(SOON, () -> !place.log.warnings().isEmpty());
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
