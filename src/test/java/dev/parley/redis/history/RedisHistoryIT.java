package dev.parley.redis.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.HistorySettings;
import dev.parley.history.MessageHistory;
import dev.parley.redis.connection.DocumentedPermissions;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RecordedLog;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What rooms remember in a real Redis, for all nodes. */
class RedisHistoryIT {

    private static final HistorySettings BOUNDS = new HistorySettings(3, 10_000, Duration.ofMinutes(10));

    private final RecordedLog log = new RecordedLog();
    private final List<RedisHistory> nodes = new ArrayList<>();
    private RealRedis redis = RealRedis.start();

    @AfterEach
    void stop() {
        nodes.forEach(RedisHistory::close);
        redis.close();
        log.close();
    }

    private RedisHistory node(HistorySettings bounds) {
        return node(redis.settings(), bounds);
    }

    private RedisHistory node(RedisSettings settings, HistorySettings bounds) {
        RedisHistory node = new RedisHistory(settings, bounds, System::nanoTime, Thread::new, Runnable::run);
        nodes.add(node);
        return node;
    }

    private static JsonObject message(String id, String content) {
        return Json.createObjectBuilder().add("id", id).add("content", content).build();
    }

    private static void say(MessageHistory node, String room, String... ids) {
        for (String id : ids) {
            node.keep(room, message(id, "ü 😀"));
        }
    }

    private static Optional<List<JsonObject>> read(MessageHistory node, String room, int limit) {
        return node.last(room, limit)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static List<String> idsIn(MessageHistory node, String room) {
        return read(node, room, 1000).orElseThrow().stream()
                .map(message -> message.getString("id"))
                .toList();
    }

    @Test
    void whatIsSaidOnOneNodeIsReadOnAnotherAndOutlivesBoth() {
        RedisHistory one = node(BOUNDS);
        say(one, "tea {x} \"y\"", "1", "2", "3", "4");
        assertThat(idsIn(one, "tea {x} \"y\"")).containsExactly("2", "3", "4");

        RedisHistory two = node(BOUNDS);
        say(two, "tea {x} \"y\"", "5");
        assertThat(idsIn(two, "tea {x} \"y\"")).containsExactly("3", "4", "5");
        assertThat(read(two, "tea {x} \"y\"", 1).orElseThrow()).containsExactly(message("5", "ü 😀"));
        assertThat(idsIn(two, "coffee")).isEmpty();

        one.close();
        two.close();
        assertThat(idsIn(node(BOUNDS), "tea {x} \"y\"")).containsExactly("3", "4", "5");
    }

    @Test
    void itIsBoundInBytesAndInAge() throws InterruptedException {
        int one = message("1", "x".repeat(100)).toString().length();
        RedisHistory node = node(new HistorySettings(100, 3 * one, Duration.ofSeconds(2)));
        for (int i = 0; i < 5; i++) {
            node.keep("tea", message(Integer.toString(i), "x".repeat(100)));
        }
        assertThat(idsIn(node, "tea")).containsExactly("2", "3", "4");
        node.keep("tea", message("5", "x".repeat(4 * one)));
        assertThat(idsIn(node, "tea")).isEmpty();
        node.keep("tea", message("6", "x".repeat(100)));
        assertThat(idsIn(node, "tea")).containsExactly("6");

        TimeUnit.MILLISECONDS.sleep(1500);
        node.keep("tea", message("7", "x"));
        assertThat(idsIn(node, "tea")).containsExactly("6", "7");
        TimeUnit.MILLISECONDS.sleep(1000);
        assertThat(idsIn(node, "tea")).containsExactly("7");
        TimeUnit.MILLISECONDS.sleep(1500);
        assertThat(redis.keys()).isEmpty();
    }

    @Test
    void aRoomInWhichSomethingWasSaidWhileRedisWasAwayBeginsAnew() throws InterruptedException {
        RedisHistory node = node(BOUNDS);
        say(node, "tea", "1");
        say(node, "coffee", "2");
        assertThat(idsIn(node, "tea")).containsExactly("1");
        try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
            operator.clientPause(2500);
        }

        say(node, "tea", "lost");
        assertThat(read(node, "tea", 10)).isEmpty();
        TimeUnit.MILLISECONDS.sleep(3000);

        assertThat(idsIn(node, "coffee")).containsExactly("2");
        assertThat(idsIn(node, "tea")).isEmpty();
        say(node, "tea", "3");
        assertThat(idsIn(node, "tea")).containsExactly("3");
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void ofMoreThanRedisTakesAllIsGivenUpAndTheRoomsBeginAnew() {
        HistorySettings bounds = new HistorySettings(1000, 500_000, Duration.ofMinutes(10));
        RedisHistory node = new RedisHistory(
                new HistoryStore(redis.settings(), bounds),
                System::nanoTime,
                Thread::new,
                Runnable::run,
                new HistoryQueue(100, 1_000_000));
        nodes.add(node);
        say(node, "tea", "1");
        assertThat(idsIn(node, "tea")).containsExactly("1");
        try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
            operator.clientPause(1500);
        }

        IntStream.range(0, 150).forEach(i -> say(node, "tea", "many " + i));

        List<String> kept = idsIn(node, "tea");
        assertThat(kept).hasSizeBetween(45, 55);
        List<String> last = IntStream.range(150 - kept.size(), 150)
                .mapToObj(i -> "many " + i)
                .toList();
        assertThat(kept).isEqualTo(last);
    }

    @Test
    void whatTheDocumentNamesIsEnough() {
        List<String> rules = new ArrayList<>(List.of("reset", "on", ">secret"));
        rules.addAll(new DocumentedPermissions().all(RedisWire.PUBSUB));
        try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
            operator.aclSetUser("parley", rules.toArray(String[]::new));
            RedisHistory node = node(
                    RedisUrl.parse("redis://parley:secret@127.0.0.1:" + redis.port(), RedisSettings.DEFAULT_KEY),
                    BOUNDS);
            say(node, "tea", "1", "2", "3", "4");
            assertThat(idsIn(node, "tea")).containsExactly("2", "3", "4");
            assertThat(operator.aclLog()).isEmpty();
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void inARedisClusterItIsTheSame() throws IOException {
        redis.close();
        redis = RealRedis.startCluster();
        RedisHistory node = node(BOUNDS);
        for (int room = 0; room < 20; room++) {
            say(node, "room " + room, "1", "2", "3", "4");
        }

        for (int room = 0; room < 20; room++) {
            assertThat(idsIn(node, "room " + room)).containsExactly("2", "3", "4");
        }
    }
}
