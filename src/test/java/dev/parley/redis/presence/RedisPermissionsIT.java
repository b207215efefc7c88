package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceStatus;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.messaging.RecordingMember;
import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Parley with a user of Redis that may do what cluster.md says, and nothing else; or not even that. */
class RedisPermissionsIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** As in cluster.md. */
    private static final List<String> ALL =
            List.of(("resetchannels &socket.io#* &socket.io-request#* &socket.io-response#* ~socket.io:presence:* -@all"
                            + " +ping +publish +subscribe +unsubscribe +pubsub|numsub +eval +time +get +setnx +pexpire"
                            + " +del +hset +hsetnx +hget +hmget +hgetall +hdel +hexists +hscan"
                            + " +sadd +srem +smembers +srandmember +zadd +zrem +zscore +zrangebyscore +client|setname")
                    .split(" "));

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.parley.redis");
    private final Handler recorder = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private RealRedis redis;

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(recorder);
        redis.close();
    }

    private void permit(List<String> rules) {
        List<String> all = new ArrayList<>(List.of("reset", "on", ">secret"));
        all.addAll(rules);
        try (Jedis operator = new RedisClients(redis.settings()).connect()) {
            operator.aclSetUser("parley", all.toArray(String[]::new));
        }
    }

    private RedisSettings settings() {
        return RedisUrl.parse("redis://parley:secret@127.0.0.1:" + redis.port(), RedisSettings.DEFAULT_KEY);
    }

    @Test
    void whatTheDocumentNamesIsEnough() {
        permit(ALL);
        try (RedisNode a = RedisNode.connected("a", settings());
                RedisNode b = RedisNode.connected("b", settings());
                SharedPresenceNode one = new SharedPresenceNode("one", settings()).shared();
                SharedPresenceNode two = new SharedPresenceNode("two", settings()).shared()) {
            RecordingMember member = b.member("b1", "tea");
            String said = a.send("tea", "hello");
            RedisNode.await(SOON, () -> member.heard().contains(said));
            assertThat(a.adapter().allRooms().toCompletableFuture().join().value())
                    .contains("tea");
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
        assertThat(log).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"));
    }

    @Test
    void inARedisClusterItIsEnoughWithOnePermissionMore() throws IOException {
        redis.close();
        redis = RealRedis.startCluster();
        List<String> rules = new ArrayList<>(ALL);
        rules.add("+cluster|slots");
        permit(rules);
        String address = "127.0.0.1:" + redis.port();
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
        assertThat(log).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ping", "+publish", "+subscribe", "+eval", "+pexpire"})
    void aMissingPermissionIsNamedInFewLines(String missing) {
        List<String> rules = new ArrayList<>(ALL);
        rules.remove(missing);
        permit(rules);
        try (RedisNode a = new RedisNode("a", settings());
                SharedPresenceNode one = new SharedPresenceNode("one", settings())) {
            one.presence.connected("ann", "1");
            for (int i = 0; i < 10; i++) {
                a.sendToAll("hello");
                RedisNode.pause(Duration.ofSeconds(1));
            }
        }

        List<String> warnings =
                log.stream().filter(line -> line.startsWith("WARNING")).toList();
        String named = missing.equals("+pexpire") ? "a command of the scripts" : missing;
        assertThat(warnings).hasSizeBetween(1, 4);
        assertThat(warnings).anyMatch(line -> line.contains("lacks a permission") && line.contains(named));
        assertThat(log).hasSizeLessThan(10);
    }

    @Test
    void aRefusalIsNotToldAnyMoreWhenItsCauseHasGone() {
        List<String> rules = new ArrayList<>(ALL);
        rules.remove("+publish");
        permit(rules);
        try (RedisNode a = RedisNode.connected("a", settings())) {
            a.sendToAll("refused");
            RedisNode.await(SOON, () -> log.stream().anyMatch(line -> line.contains("+publish")));

            permit(ALL);
            RedisNode.await(SOON, a::isConnected);
            long published = a.status().published();
            RedisNode.await(SOON, () -> {
                a.sendToAll("heard");
                return a.status().published() > published;
            });
            log.clear();
            // Another loss, for another reason: nobody is there, and the buffer is full.
            redis.stop();
            RedisNode.await(SOON, () -> !a.isConnected());
            for (int i = 0; i < 20_000; i++) {
                a.sendToAll("lost");
            }
            RedisNode.await(
                    Duration.ofSeconds(15), () -> log.stream().anyMatch(line -> line.contains("since the start")));
        }
        assertThat(log.stream().filter(line -> line.contains("since the start")))
                .noneMatch(line -> line.contains("publish"));
    }
}
