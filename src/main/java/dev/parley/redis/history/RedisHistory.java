package dev.parley.redis.history;

import dev.parley.engine.MonotonicClock;
import dev.parley.history.HistorySettings;
import dev.parley.history.KeptText;
import dev.parley.history.MessageHistory;
import dev.parley.redis.connection.OutageLog;
import dev.parley.redis.connection.RedisSettings;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * The history of all nodes that share a Redis, whichever wire they use. The node that sends a message keeps it, so a room
 * needs no member on a node, and each message is kept once. One thread, with a connection of its own, makes all calls;
 * nobody who sends a message waits for it.
 *
 * <p><b>While Redis is away</b>, nothing is kept and nothing can be read. A room in which something was said meanwhile
 * begins anew when Redis is back, because what is kept of a room has no holes. The same happens when Redis is too slow for
 * what is said.
 */
public final class RedisHistory implements MessageHistory, AutoCloseable {

    private static final Logger LOG = System.getLogger(RedisHistory.class.getName());
    private static final int MAX_TASKS = 10_000;
    private static final long MAX_BYTES = 32L * 1024 * 1024;
    /** Rooms with a hole that are remembered; when there are more, the rest keep their holes. */
    private static final int MAX_HOLES = 100_000;
    /** How long a node does not try again after Redis was away. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** How long {@link #close()} waits for what was said last. */
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final HistoryStore store;
    private final MonotonicClock clock;
    private final Executor executor;
    private final HistoryQueue queue;
    private final OutageLog outages;
    private final Thread thread;
    private final Set<String> holes = ConcurrentHashMap.newKeySet();
    private boolean isAway;
    private long retryAt;

    /**
     * Starts the thread, which connects when it has something to do.
     *
     * @param threads makes the one thread that calls Redis
     * @param executor completes what was read
     */
    public RedisHistory(
            RedisSettings redis,
            HistorySettings history,
            MonotonicClock clock,
            ThreadFactory threads,
            Executor executor) {
        this(new HistoryStore(redis, history), clock, threads, executor, new HistoryQueue(MAX_TASKS, MAX_BYTES));
    }

    RedisHistory(
            HistoryStore store, MonotonicClock clock, ThreadFactory threads, Executor executor, HistoryQueue queue) {
        this.store = store;
        this.clock = clock;
        this.executor = executor;
        this.queue = queue;
        this.outages = new OutageLog(LOG, clock, "What is said in rooms is not kept", "What is said is kept again");
        this.thread = threads.newThread(this::work);
        thread.setName("parley-history");
        thread.start();
    }

    @Override
    public void keep(String room, JsonObject message) {
        add(new HistoryTask.Keep(room, KeptText.of(message)));
    }

    @Override
    public CompletionStage<Optional<List<JsonObject>>> last(String room, int limit) {
        CompletableFuture<Optional<List<JsonObject>>> answer = new CompletableFuture<>();
        add(new HistoryTask.Read(room, limit, answer));
        return answer;
    }

    private void add(HistoryTask task) {
        List<HistoryTask> givenUp = queue.add(task);
        if (!givenUp.isEmpty()) {
            outages.lost(new IllegalStateException("Redis is too slow for what is said"));
            givenUp.forEach(this::giveUp);
        }
    }

    private void work() {
        for (HistoryTask task = queue.take(); task != null; task = queue.take()) {
            if (isAway && retryAt - clock.nanos() > 0) {
                giveUp(task);
            } else {
                attempt(task);
            }
        }
        store.close();
    }

    private void attempt(HistoryTask task) {
        try {
            forgetHoles();
            run(task);
            isAway = false;
            outages.well();
        } catch (RuntimeException e) {
            isAway = true;
            retryAt = clock.nanos() + PAUSE.toNanos();
            store.close();
            outages.lost(e);
            giveUp(task);
        }
    }

    private void forgetHoles() {
        for (String room : holes) {
            store.forget(room);
            holes.remove(room);
        }
    }

    private void run(HistoryTask task) {
        if (task instanceof HistoryTask.Keep keep) {
            store.keep(keep.room(), keep.text());
        } else if (task instanceof HistoryTask.Read read) {
            answer(read, Optional.of(KeptText.messages(store.last(read.room(), read.limit()))));
        }
    }

    /** Any thread. */
    private void giveUp(HistoryTask task) {
        if (task instanceof HistoryTask.Read read) {
            answer(read, Optional.empty());
        } else if (holes.size() < MAX_HOLES) {
            holes.add(task.room());
        }
    }

    private void answer(HistoryTask.Read read, Optional<List<JsonObject>> messages) {
        try {
            executor.execute(() -> read.answer().complete(messages));
        } catch (RejectedExecutionException e) {
            read.answer().complete(messages);
        }
    }

    /** Waits until what was said last has been kept, for {@link #PARTING} at most. Nothing is kept afterwards. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(PARTING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
