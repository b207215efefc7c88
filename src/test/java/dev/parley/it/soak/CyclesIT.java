package dev.parley.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.ServerProcess;
import dev.parley.it.TestIssuer;
import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import redis.clients.jedis.Jedis;

/**
 * Clients that connect, join a room, leave it and disconnect, over and over, over both transports, on a node with Redis. A node is
 * not a bit larger after a million of them.
 *
 * <p>System properties: {@code soak.cycles} (1,000,000), of which every fifth is over polling; {@code soak.clients} at a time (16).
 */
@EnabledIfSystemProperty(named = "parley.soak", matches = "true", disabledReason = "a long run, see robustness-runs.md")
class CyclesIT {

    private static final long CYCLES = Long.getLong("soak.cycles", 1_000_000);
    private static final int CLIENTS = Integer.getInteger("soak.clients", 16);
    private static final int POLLING_EACH = 5;
    private static final int USERS = 200;
    private static final int ROOMS = 500;
    /** What is made once and stays: code, pools, caches up to their bounds. */
    private static final long WARM_UP = Math.min(20_000, CYCLES / 4);

    private static final long PORTIONS = 10;
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private final Protocol protocol = new Protocol("cycles");
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private String[] tokens;

    @Test
    void theNodeIsAsBefore() throws Exception {
        TestIssuer.publishKey();
        try (RealRedis redis = RealRedis.start();
                Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            Map<String, String> settings = new HashMap<>(TestIssuer.environment());
            settings.put("WEBSOCKET_TRUSTED_PROXIES", Peer.TRUSTED_PROXIES);
            // A user does a thousand times what anybody would.
            settings.put("WEBSOCKET_RATE_LIMIT_MAX", "1000000");
            settings.put("REDIS_URL", redis.url());
            try (ServerProcess server =
                    ServerProcess.startWithHeap("768m", "cycles", "parley.war", FreePort.find(), settings)) {
                run(server, new Target(server.port()), jedis);
            }
        }
    }

    private void run(ServerProcess server, Target target, Jedis redis) throws Exception {
        tokens = new String[USERS];
        for (int i = 0; i < USERS; i++) {
            tokens[i] = target.token("user-" + i);
        }
        Meters meters = new Meters(target);
        cycles(target, WARM_UP);
        assertThat(Settling.comes(SETTLED, () -> meters.read().isAtRest(0))).isTrue();
        Vitals before = Vitals.of(server.pid(), meters);
        long keys = redis.dbSize();
        protocol.note("before, after %d cycles: %s, %d keys", WARM_UP, before, keys);

        long portion = Math.max(1, CYCLES / PORTIONS);
        for (long done = 0; done < CYCLES; done += portion) {
            long start = System.nanoTime();
            cycles(target, Math.min(portion, CYCLES - done));
            protocol.note(
                    "%d cycles, %.0f a second, %d failed; %s, %d keys",
                    done + portion,
                    portion / ((System.nanoTime() - start) / 1e9),
                    failed.get(),
                    Vitals.of(server.pid(), meters),
                    redis.dbSize());
        }

        boolean rested = Settling.comes(SETTLED, () -> meters.read().isAtRest(0));
        Settling.comes(SETTLED, () -> redis.dbSize() == keys);
        Vitals after = Vitals.of(server.pid(), meters);
        protocol.note("after: %s, %s keys", after, redis.keys("*"));
        protocol.attach("threads", Vitals.threadDump(server.pid()));
        assertThat(failed).as("cycles that failed").hasValue(0);
        assertThat(rested).as("nobody is there").isTrue();
        assertThat(redis.dbSize()).as("keys of Redis").isEqualTo(keys);
        after.assertAsBefore(before);
    }

    private void cycles(Target target, long count) throws InterruptedException {
        long end = next.get() + count;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> cyclesUntil(target, end));
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(1, TimeUnit.DAYS)).isTrue();
        next.set(end);
    }

    private void cyclesUntil(Target target, long end) {
        for (long cycle = next.getAndIncrement(); cycle < end; cycle = next.getAndIncrement()) {
            try {
                cycle(target, (int) cycle);
            } catch (IOException e) {
                if (failed.incrementAndGet() <= 20) {
                    protocol.note("cycle %d: %s", cycle, e);
                }
            }
        }
    }

    private void cycle(Target target, int number) throws IOException {
        Peer peer = target.peer(number % (1 << 22));
        boolean polling = number % POLLING_EACH == 0;
        try (Line line = polling ? PollingLine.open(peer) : WebSocketLine.open(peer)) {
            ChatClient client = ChatClient.connect(line, tokens[number % USERS]);
            String room = "room-" + number % ROOMS;
            client.join(room);
            client.ask("leave-room", "{\"room\":\"" + room + "\"}");
            client.leave();
        }
    }
}
