package dev.parley.redis.presence;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceStatus;
import dev.parley.redis.connection.DocumentedPermissions;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.connection.SimultaneousTests;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import dev.parley.socketio.adapter.BroadcastOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import redis.clients.jedis.Jedis;

/**
 * Parley with a user of Redis that may do what cluster.md says, and nothing else; or not even that. Tests that differ in a word run at
 * the same time, each with a Redis and a log of its own: all of them wait, and compute next to nothing.
 */
class RedisPermissionsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DocumentedPermissions document = new DocumentedPermissions();

    /** A Redis with a user {@code parley}, and what is logged by the thread that has made it, and by that thread's nodes. */
    private record Place(RealRedis redis, RecordedLog log) implements AutoCloseable {

        static Place open() {
            return new Place(RealRedis.startWithShards(), RecordedLog.ofThisThread());
        }

        static Place inARedisCluster() throws IOException {
            return new Place(RealRedis.startCluster(), RecordedLog.ofThisThread());
        }

        void permit(List<String> rules) {
            List<String> all = new ArrayList<>(List.of("reset", "on", ">secret"));
            all.addAll(rules);
            try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
                operator.aclSetUser("parley", all.toArray(String[]::new));
            }
        }

        /** What Redis itself has refused. */
        List<String> refused() {
            try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
                return operator.aclLog().stream()
                        .map(entry -> entry.getReason() + " " + entry.getObject())
                        .toList();
            }
        }

        RedisSettings settings() {
            return RedisUrl.parse("redis://parley:secret@127.0.0.1:" + redis.port(), RedisSettings.DEFAULT_KEY);
        }

        @Override
        public void close() {
            log.close();
            redis.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatTheDocumentNamesIsEnough() {
        return SimultaneousTests.of(List.of(RedisWire.values()), wire -> {
            try (Place place = Place.open()) {
                place.permit(document.all(wire));
                everythingWorks(place.settings().over(wire));
                assertThat(place.refused()).isEmpty();
                assertThat(place.log().warnings()).isEmpty();
            }
        });
    }

    /** Without what is optional, Redis refuses it, and nobody is told. */
    @TestFactory
    Stream<DynamicTest> whatIsOptionalIsNotMissed() {
        return SimultaneousTests.of(List.of(RedisWire.values()), wire -> {
            try (Place place = Place.open()) {
                place.permit(document.needed(wire));
                try (RedisNode a = RedisNode.connected("a", place.settings().over(wire))) {
                    RedisNode.await(SOON, () -> place.refused().size() > 1);
                    assertThat(a.isConnected()).isTrue();
                }
                assertThat(place.log().warnings()).isEmpty();
            }
        });
    }

    private static void everythingWorks(RedisSettings settings) throws Exception {
        try (RedisNode a = RedisNode.connected("a", settings);
                RedisNode b = RedisNode.connected("b", settings);
                SharedPresenceNode one = new SharedPresenceNode("one", settings).shared();
                SharedPresenceNode two = new SharedPresenceNode("two", settings).shared()) {
            RecordingMember member = b.member("b1", "tea");
            String said = a.send("tea", "hello");
            String toAll = a.sendToAll("hello all");
            RedisNode.await(SOON, () -> member.heard().containsAll(List.of(said, toAll)));
            assertThat(a.adapter()
                            .allRooms()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .isComplete())
                    .isTrue();
            assertThat(a.adapter()
                            .fetchSockets(BroadcastOptions.EVERYBODY)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .value())
                    .hasSize(1);
            a.adapter().serverSideEmit(JSON.createArrayBuilder().add("event").build());
            // Some seconds later the node leaves the channel.
            b.adapter().remove(member);
            one.done(one.presence.connected("ann", "1"));
            one.done(one.presence.changed("ann", "1", PresenceStatus.BUSY, null));
            one.presence.moved("ann", "1");
            RedisNode.await(
                    SOON, () -> two.done(two.presence.usersElsewhereIn("tea")).equals(Set.of("ann")));
            assertThat(two.done(two.presence.socketsElsewhereIn("tea"))).isEqualTo(1);
            assertThat(two.done(two.presence.originsOf(Set.of("tea")))).isEmpty();
            // One renewal of everything, and the clearing away of a node that is gone.
            RedisNode.pause(PresenceWorker.RENEWAL.plus(PresenceWorker.BEAT));
            one.presence.close();
            RedisNode.await(SOON, () -> two.see("ann") == PresenceStatus.OFFLINE);
            assertThat(two.presence.isShared()).isTrue();
            assertThat(two.presence.answeredAlone()).isZero();
        }
    }

    @Test
    void inARedisClusterItIsEnoughWithWhatTheDocumentNamesForIt() throws IOException {
        try (Place place = Place.inARedisCluster()) {
            List<String> rules = new ArrayList<>(document.needed(RedisWire.PUBSUB));
            rules.addAll(document.ofACluster());
            place.permit(rules);
            String address = "127.0.0.1:" + place.redis().port();
            RedisSettings settings =
                    RedisUrl.parse("redis://parley:secret@" + address + "," + address, RedisSettings.DEFAULT_KEY);
            try (RedisNode a = RedisNode.connected("a", settings);
                    RedisNode b = RedisNode.connected("b", settings);
                    SharedPresenceNode one = new SharedPresenceNode("one", settings).shared();
                    SharedPresenceNode two = new SharedPresenceNode("two", settings).shared()) {
                b.member("b1", "tea");
                assertThat(a.adapter().allRooms().toCompletableFuture().join().value())
                        .contains("tea");
                one.done(one.presence.connected("ann", "1"));
                RedisNode.await(SOON, () -> two.see("ann") == PresenceStatus.ONLINE);
                assertThat(two.presence.answeredAlone()).isZero();
            }
            assertThat(place.log().warnings()).isEmpty();
        }
    }

    /** What of the documented permissions is missing with a wire. */
    private record Missing(RedisWire wire, String permission) {}

    @TestFactory
    Stream<DynamicTest> aMissingPermissionIsNamedInFewLines() {
        List<String> ofPubSub = List.of(
                "+ping",
                "+publish",
                "+subscribe",
                "+unsubscribe",
                "+pubsub|numsub",
                "+eval",
                "+pexpire",
                "+zadd",
                "+hset");
        List<String> ofSharded = List.of("+ping", "+spublish", "+ssubscribe", "+sunsubscribe", "+pubsub|shardnumsub");
        List<Missing> cases = Stream.concat(
                        ofPubSub.stream().map(permission -> new Missing(RedisWire.PUBSUB, permission)),
                        ofSharded.stream().map(permission -> new Missing(RedisWire.SHARDED, permission)))
                .toList();
        return SimultaneousTests.of(cases, missing -> isNamedInFewLines(missing.wire(), missing.permission()));
    }

    private void isNamedInFewLines(RedisWire wire, String missing) {
        List<String> rules = document.all(wire).stream()
                .filter(rule -> !rule.equals(missing))
                .toList();
        assertThat(rules).hasSizeLessThan(document.all(wire).size());
        try (Place place = Place.open()) {
            RecordedLog log = place.log();
            place.permit(rules);
            RedisSettings settings = place.settings().over(wire);
            try (RedisNode a = new RedisNode("a", settings);
                    SharedPresenceNode one = new SharedPresenceNode("one", settings)) {
                one.presence.connected("ann", "1");
                one.presence.moved("ann", "1");
                RecordingMember member = a.member("a1", "tea");
                a.adapter().remove(member);
                RedisNode.await(SOON, () -> {
                    a.adapter().allRooms();
                    RedisNode.pause(Duration.ofMillis(100));
                    return log.warnings().stream()
                            .anyMatch(line -> line.contains("lacks a permission") && line.contains(missing));
                });
                for (int i = 0; i < 4; i++) {
                    a.sendToAll("hello");
                    RedisNode.pause(Duration.ofSeconds(1));
                }
            }
            assertThat(log.warnings()).hasSizeBetween(1, 4);
            assertThat(log.lines()).hasSizeLessThan(10);
        }
    }

    @Test
    void aRefusalIsNotToldAnyMoreWhenItsCauseHasGone() {
        List<String> all = document.all(RedisWire.PUBSUB);
        List<String> rules = new ArrayList<>(all);
        rules.remove("+publish");
        try (Place place = Place.open()) {
            RecordedLog log = place.log();
            place.permit(rules);
            try (RedisNode a = RedisNode.connected("a", place.settings())) {
                a.sendToAll("refused");
                RedisNode.await(
                        SOON,
                        () -> log.lines().stream()
                                .anyMatch(line -> line.contains("since the start") && line.contains("+publish")));

                place.permit(all);
                RedisNode.await(SOON, a::isConnected);
                long published = a.status().published();
                RedisNode.await(SOON, () -> {
                    a.sendToAll("heard");
                    return a.status().published() > published;
                });
                int before = log.lines().size();
                // Another loss, for another reason: nobody is there, and the buffer is full.
                place.redis().stop();
                RedisNode.await(SOON, () -> !a.isConnected());
                for (int i = 0; i < 20_000; i++) {
                    a.sendToAll("lost");
                }
                RedisNode.await(
                        Duration.ofSeconds(15),
                        () -> log.lines().stream().skip(before).anyMatch(line -> line.contains("since the start")));
                assertThat(log.lines().stream().skip(before).filter(line -> line.contains("since the start")))
                        .isNotEmpty()
                        .noneMatch(line -> line.contains("publish"));
            }
        }
    }
}
