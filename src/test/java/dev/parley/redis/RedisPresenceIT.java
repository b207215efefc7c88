package dev.parley.redis;

import static dev.parley.chat.PresenceStatus.BUSY;
import static dev.parley.chat.PresenceStatus.OFFLINE;
import static dev.parley.chat.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.NodeThreads;
import dev.parley.chat.Presence;
import dev.parley.chat.PresenceHost;
import dev.parley.chat.PresenceNews;
import dev.parley.chat.PresenceStatus;
import dev.parley.chat.RoomOrigin;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Presence of two nodes with real threads and a real Redis, to which all kinds of things happen. */
class RedisPresenceIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PROMISED = Duration.ofSeconds(15);

    private RealRedis redis;
    private Node a;
    private Node b;

    private static final class Node implements PresenceHost, AutoCloseable {

        final NodeThreads threads = new NodeThreads(Thread::new);
        final List<PresenceNews> told = new CopyOnWriteArrayList<>();
        final RedisPresence presence;

        Node(String name, RedisSettings settings) {
            presence = new RedisPresence(
                    settings, name, Thread::new, threads.executor(), threads.clock(), Clock.systemUTC());
            presence.open(this);
        }

        Node shared() {
            RedisNode.await(SOON, presence::isShared);
            return this;
        }

        PresenceStatus see(String user) {
            return done(presence.of(user)).status();
        }

        <T> T done(CompletionStage<T> stage) {
            RedisNode.await(SOON, () -> stage.toCompletableFuture().isDone());
            return stage.toCompletableFuture().join();
        }

        @Override
        public Set<String> roomsOf(String socketId) {
            return Set.of("tea");
        }

        @Override
        public Optional<RoomOrigin> originOf(String room) {
            return Optional.empty();
        }

        @Override
        public void changed(PresenceNews news) {
            told.add(news);
        }

        @Override
        public void close() {
            presence.close();
            threads.close();
        }
    }

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        a = new Node("a", redis.settings()).shared();
        b = new Node("b", redis.settings()).shared();
    }

    @AfterEach
    void end() {
        a.close();
        b.close();
        redis.close();
    }

    @Test
    void whatHappensOnOneNodeIsSeenOnTheOther() {
        assertThat(a.done(a.presence.connected("ann", "a1"))).isPresent();
        assertThat(b.see("ann")).isEqualTo(ONLINE);
        a.presence.moved("ann", "a1");
        RedisNode.await(SOON, () -> b.done(b.presence.usersElsewhereIn("tea")).equals(Set.of("ann")));

        PresenceNews offline = a.done(a.presence.disconnected("ann", "a1")).orElseThrow();
        assertThat(offline.presence().status()).isEqualTo(OFFLINE);
        assertThat(b.see("ann")).isEqualTo(OFFLINE);
        assertThat(b.done(b.presence.usersElsewhereIn("tea"))).isEmpty();
    }

    @Test
    void aNodeThatEndsLeavesNobodyBehind() {
        a.done(a.presence.connected("ann", "a1"));

        a.close();

        RedisNode.await(SOON, () -> b.see("ann") == OFFLINE);
        RedisNode.await(SOON, () -> b.told.size() == 1);
    }

    @Test
    void killedConnectionsGoUnnoticed() {
        a.done(a.presence.connected("ann", "a1"));
        b.done(b.presence.connected("bob", "b1"));
        for (int i = 0; i < 5; i++) {
            try (Jedis operator = new RedisClients(redis.settings()).connect()) {
                operator.clientKill(ClientKillParams.clientKillParams()
                        .type(ClientType.NORMAL)
                        .skipMe(ClientKillParams.SkipMe.YES));
            }
            a.done(a.presence.changed("ann", "a1", i % 2 == 0 ? BUSY : ONLINE, null));
            RedisNode.await(SOON, a.presence::isShared);
        }

        RedisNode.await(SOON, () -> b.presence.isShared() && b.see("ann") == BUSY);
        assertThat(b.see("bob")).isEqualTo(ONLINE);
        assertThat(b.told).noneMatch(news -> news.presence().status() == OFFLINE);
        assertThat(a.told).noneMatch(news -> news.presence().status() == OFFLINE);
    }

    @Test
    void aRestartThatForgetsEverythingIsMended() {
        a.done(a.presence.connected("ann", "a1"));
        b.done(b.presence.connected("bob", "b1"));
        redis.stop();
        Presence busy = a.done(a.presence.changed("ann", "a1", BUSY, null))
                .orElseThrow()
                .presence();
        assertThat(busy.status()).isEqualTo(BUSY);
        assertThat(a.done(a.presence.connected("cleo", "a2"))).isPresent();
        assertThat(a.presence.isShared()).isFalse();
        assertThat(a.presence.answeredAlone()).isPositive();

        redis.restart();

        RedisNode.await(SOON, () -> a.presence.isShared() && b.presence.isShared());
        RedisNode.await(SOON, () -> b.see("ann") == BUSY && b.see("cleo") == ONLINE && a.see("bob") == ONLINE);
        RedisNode.await(SOON, () -> a.told.size() >= 2);
        assertThat(a.told)
                .extracting(news -> news.presence().userId())
                .as("what nobody else has heard of")
                .containsExactlyInAnyOrder("ann", "cleo");
        assertThat(b.told).isEmpty();
    }

    @Test
    void aBlackHoleHoldsUpNobodyAndCountsAsACrashForTheOthers() throws IOException {
        RedisNode.pause(PresenceWorker.LEASE);
        try (FaultyLink link = new FaultyLink(redis.port());
                Node c = new Node("c", link.settings()).shared()) {
            c.done(c.presence.connected("ann", "c1"));
            link.swallow(true);
            long start = System.nanoTime();
            CompletionStage<?> change = c.presence.changed("ann", "c1", BUSY, null);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("the caller")
                    .isLessThan(Duration.ofMillis(500));
            c.done(change);
            RedisNode.await(SOON, () -> !c.presence.isShared());
            start = System.nanoTime();
            c.done(c.presence.connected("bob", "c2"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("what follows")
                    .isLessThan(Duration.ofMillis(500));

            RedisNode.await(PROMISED, () -> b.see("ann") == OFFLINE);
            RedisNode.await(SOON, () -> a.told.size() + b.told.size() == 1);

            link.swallow(false);
            RedisNode.await(PROMISED, () -> b.see("ann") == BUSY && b.see("bob") == ONLINE);
            RedisNode.await(SOON, () -> c.told.size() == 2);
            assertThat(a.told.size() + b.told.size()).isEqualTo(1);
        }
    }
}
