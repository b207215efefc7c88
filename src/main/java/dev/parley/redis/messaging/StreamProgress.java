package dev.parley.redis.messaging;

import dev.parley.redis.connection.RedisClients;
import dev.parley.socketio.adapter.StreamId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

/**
 * How far a stream of Redis has been read, and when everything has been read that is in it now. Redis is asked where the
 * stream ends, in the course of what this node publishes: so whoever has asked Redis for something before is told of an end that
 * was there after the answer to that. One question is under way at a time, however many callers there are, and no thread waits for
 * it. Thread-safe; no method blocks but {@link #close}.
 */
final class StreamProgress {

    private static final Logger LOG = System.getLogger(StreamProgress.class.getName());
    private static final int CONNECTIONS = 1;

    private final RedisClients clients;
    private final String key;
    private final Executor questions;
    private final Executor workers;
    /** Asks Redis for the last entry of the stream. */
    private final Supplier<CompletionStage<Object>> last;
    /** Guards the fields below, and is never held while Redis is asked or a stage is completed. */
    private final Object state = new Object();
    /** Those who have asked since the last question has begun. */
    private List<CompletableFuture<Boolean>> next = new ArrayList<>();

    private final List<Waiting> waiting = new ArrayList<>();
    private boolean asking;
    /** Everything up to here has been read; null while nothing is read. */
    private StreamId position;

    private UnifiedJedis redis;
    private boolean closed;

    private record Waiting(StreamId end, List<CompletableFuture<Boolean>> callers) {

        void complete(boolean caughtUp) {
            callers.forEach(caller -> caller.complete(caughtUp));
        }
    }

    /**
     * A stream of which nothing has been read.
     *
     * @param questions runs the tasks that ask Redis and wait for the answer; may reject tasks
     * @param workers runs what follows from answers; rejects no task while the node runs
     * @param last asks Redis for the last entry of the stream and does not wait; fails if Redis cannot be asked
     */
    StreamProgress(
            RedisClients clients,
            String key,
            Executor questions,
            Executor workers,
            Supplier<CompletionStage<Object>> last) {
        this.clients = clients;
        this.key = key;
        this.questions = questions;
        this.workers = workers;
        this.last = last;
    }

    /** Completes when everything has been read that is in the stream now; with false if that will not be known. */
    CompletionStage<Boolean> caughtUp() {
        CompletableFuture<Boolean> caller = new CompletableFuture<>();
        synchronized (state) {
            if (position == null || closed) {
                return CompletableFuture.completedStage(false);
            }
            next.add(caller);
            if (asking) {
                return caller;
            }
            asking = true;
        }
        ask();
        return caller;
    }

    /** Asks where the stream ends, and once more if somebody has asked meanwhile. */
    private void ask() {
        List<CompletableFuture<Boolean>> callers = begin();
        if (!callers.isEmpty()) {
            last.get()
                    .whenComplete((answer, failure) -> elsewhere(() -> {
                        answered(callers, answer, failure);
                        ask();
                    }));
        }
    }

    /** The thread that publishes must not be held up by what callers do, unless the node ends. */
    private void elsewhere(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private List<CompletableFuture<Boolean>> begin() {
        synchronized (state) {
            List<CompletableFuture<Boolean>> callers = next;
            next = new ArrayList<>();
            asking = !callers.isEmpty();
            return callers;
        }
    }

    private void answered(List<CompletableFuture<Boolean>> callers, Object answer, Throwable failure) {
        StreamId end = failure == null ? endOf(answer) : null;
        if (end == null) {
            callers.forEach(caller -> caller.complete(false));
        } else {
            await(new Waiting(end, callers));
        }
    }

    /** Null if that is no answer to the question; nobody must wait for ever then. */
    private static StreamId endOf(Object answer) {
        if (!(answer instanceof List<?> entries)) {
            return null;
        }
        if (entries.isEmpty()) {
            return StreamId.ZERO;
        }
        return entries.get(0) instanceof List<?> entry && entry.get(0) instanceof byte[] id ? StreamId.of(id) : null;
    }

    private UnifiedJedis redis() {
        synchronized (state) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (redis == null) {
                redis = clients.pool(CONNECTIONS);
            }
            return redis;
        }
    }

    private void await(Waiting caller) {
        StreamId reached;
        synchronized (state) {
            reached = position;
            if (reached != null && reached.compareTo(caller.end()) < 0) {
                waiting.add(caller);
                return;
            }
        }
        caller.complete(reached != null);
    }

    /** Everything up to here has been read, and handed to its readers; empty while nothing is read. */
    Optional<StreamId> position() {
        synchronized (state) {
            return Optional.ofNullable(position);
        }
    }

    /** Everything up to here has been read, and handed to its readers. */
    void reached(StreamId now) {
        List<Waiting> there = new ArrayList<>();
        synchronized (state) {
            position = now;
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting one = all.next();
                if (now.compareTo(one.end()) >= 0) {
                    all.remove();
                    there.add(one);
                }
            }
        }
        there.forEach(one -> one.complete(true));
    }

    /** Nothing is read any more, until {@link #reached} is called again. */
    void lost() {
        List<Waiting> all;
        synchronized (state) {
            position = null;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.complete(false));
    }

    /** What was appended for a namespace up to a position. If Redis cannot be asked, it is taken for unknown. */
    CompletionStage<MessageStream.Past> past(String namespace, StreamId upTo, Duration window) {
        MessageStream.Past unknown = new MessageStream.Past(upTo, List.of());
        CompletableFuture<MessageStream.Past> past = new CompletableFuture<>();
        try {
            questions.execute(() -> {
                try {
                    past.complete(new StreamPast(redis(), key, namespace).read(upTo, window));
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.DEBUG, "What was in the stream before cannot be read", e);
                    past.complete(unknown);
                }
            });
        } catch (RejectedExecutionException e) {
            past.complete(unknown);
        }
        return past;
    }

    /** Asks nothing any more. */
    void close() {
        lost();
        UnifiedJedis open;
        synchronized (state) {
            closed = true;
            open = redis;
        }
        if (open != null) {
            open.close();
        }
    }
}
