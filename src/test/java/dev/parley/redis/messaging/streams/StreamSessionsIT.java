package dev.parley.redis.messaging.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.NodeThreads;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.RedisMessaging;
import dev.parley.redis.messaging.RedisNode;
import dev.parley.socketio.adapter.SessionStore;
import dev.parley.socketio.adapter.SessionStore.Claim;
import dev.parley.socketio.adapter.SessionStore.Entry;
import dev.parley.socketio.adapter.SessionStore.Saved;
import dev.parley.socketio.adapter.SessionStore.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The sessions of two nodes in a real Redis. */
class StreamSessionsIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LASTING = Duration.ofMinutes(1);
    private static final String PID = "AAAAAAAAAAAAAAAAAAAAAA";

    private final RealRedis redis = RealRedis.start();
    private final NodeThreads threads = new NodeThreads(Thread::new);
    private final RedisMessaging messagingOfA = messaging("a");
    private final RedisMessaging messagingOfB = messaging("b");
    private final SessionStore a = messagingOfA.bus("/").sessions().orElseThrow();
    private final SessionStore b = messagingOfB.bus("/").sessions().orElseThrow();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    private RedisMessaging messaging(String name) {
        return new RedisMessaging(
                redis.settings().over(RedisWire.STREAMS),
                new StreamsWire(),
                name,
                threads.clock(),
                Thread::new,
                threads.executor(),
                threads.executor());
    }

    @BeforeEach
    void connect() {
        RedisNode.await(
                SOON,
                () -> messagingOfA.status().isConnected()
                        && messagingOfB.status().isConnected());
        a.open((pid, generation) -> taken.add(pid + " " + generation));
        RedisNode.await(SOON, () -> subscribers("socket.io#taken#a#/") == 1);
    }

    private long subscribers(String channel) {
        try (Jedis jedis = new RedisClients(redis.settings()).connect()) {
            return jedis.pubsubNumSub(channel).get(channel);
        }
    }

    @AfterEach
    void end() {
        messagingOfA.close();
        messagingOfB.close();
        threads.close();
        redis.close();
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Saved save(SessionStore store, long generation, boolean isNew, String content) throws Exception {
        return result(store.save(new Entry(PID, generation, isNew, "ann", content, LASTING)));
    }

    private static Claim claim(SessionStore store, String owner) throws Exception {
        return result(store.claim(PID, owner, LASTING));
    }

    @Test
    void aSessionGoesToTheNodeThatClaimsItAndTheOldOneIsToldAndWritesNothingMore() throws Exception {
        assertThat(save(a, 1, true, "red")).isEqualTo(Saved.DONE);
        assertThat(save(a, 1, false, "blue")).isEqualTo(Saved.DONE);

        assertThat(claim(b, "ann")).isEqualTo(new Claim(Verdict.CLAIMED, "a", 2, "blue"));

        RedisNode.await(SOON, () -> taken.equals(List.of(PID + " 2")));
        assertThat(save(a, 1, false, "late")).isEqualTo(Saved.TAKEN);
        assertThat(save(a, 1, true, "late")).isEqualTo(Saved.TAKEN);
        a.end(PID, 1);
        result(a.settled());
        assertThat(claim(b, "ann")).isEqualTo(new Claim(Verdict.CLAIMED, "b", 3, "blue"));
        assertThat(save(b, 2, false, "late")).isEqualTo(Saved.TAKEN);
        assertThat(save(b, 3, false, "green")).isEqualTo(Saved.DONE);
        assertThat(claim(a, "ann").content()).isEqualTo("green");
    }

    @Test
    void theUserHasToBeTheSameAndTheSessionToBeThere() throws Exception {
        save(a, 1, true, "red");

        assertThat(claim(b, "bob").verdict()).isEqualTo(Verdict.OTHER_USER);
        assertThat(save(a, 1, false, "blue")).isEqualTo(Saved.DONE);
        a.end(PID, 1);
        result(a.settled());
        assertThat(claim(b, "ann").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(save(a, 1, false, "late")).isEqualTo(Saved.MISSING);
    }

    @Test
    void aSessionIsKeptForItsTime() throws Exception {
        save(a, 1, true, "red");
        try (Jedis jedis = new RedisClients(redis.settings()).connect()) {
            assertThat(jedis.pttl("socket.io:session:/:" + PID)).isBetween(1L, LASTING.toMillis());
        }
    }

    @Test
    void withoutRedisNothingIsKnown() throws Exception {
        redis.stop();
        RedisNode.await(SOON, () -> !messagingOfA.status().isConnected());

        assertThatThrownBy(() -> claim(a, "ann")).hasMessageContaining("connection was lost");
        assertThat(result(a.settled())).isNull();
    }
}
