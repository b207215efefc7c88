package dev.parley.redis.presence;

import static dev.parley.presence.PresenceStatus.BUSY;
import static dev.parley.presence.PresenceStatus.OFFLINE;
import static dev.parley.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.Presence;
import dev.parley.presence.PresenceUpdate;
import dev.parley.redis.connection.FaultyLink;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.messaging.RedisNode;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Presence of two nodes with real threads and a real Redis, to which all kinds of things happen. */
class RedisPresenceIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PROMISED = Duration.ofSeconds(15);

    private RealRedis redis;
    private SharedPresenceNode a;
    private SharedPresenceNode b;

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        a = new SharedPresenceNode("a", redis.settings()).shared();
        b = new SharedPresenceNode("b", redis.settings()).shared();
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

        PresenceUpdate offline = a.done(a.presence.disconnected("ann", "a1")).orElseThrow();
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
    void aFlushIsMendedWithinAMinute() {
        a.done(a.presence.connected("ann", "a1"));
        b.done(b.presence.connected("bob", "b1"));
        a.presence.moved("ann", "a1");
        b.presence.moved("bob", "b1");
        RedisNode.await(SOON, () -> b.done(b.presence.usersElsewhereIn("tea")).equals(Set.of("ann")));

        redis.flush();

        RedisNode.await(MINUTE, () -> b.see("ann") == ONLINE && a.see("bob") == ONLINE);
        RedisNode.await(MINUTE, () -> b.done(b.presence.usersElsewhereIn("tea")).equals(Set.of("ann")));
        RedisNode.await(MINUTE, () -> a.done(a.presence.socketsElsewhereIn("tea")) == 1);
        assertThat(b.told).isEmpty();
        a.done(a.presence.disconnected("ann", "a1"));
        assertThat(b.see("ann")).isEqualTo(OFFLINE);
        RedisNode.await(MINUTE, () -> b.done(b.presence.socketsElsewhereIn("tea")) == 0);
    }

    @Test
    @BadInput(71)
    void aBlackHoleHoldsUpNobodyAndCountsAsACrashForTheOthers() throws IOException {
        RedisNode.pause(PresenceWorker.LEASE);
        try (FaultyLink link = new FaultyLink(redis.port());
                SharedPresenceNode c = new SharedPresenceNode("c", link.settings()).shared()) {
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
