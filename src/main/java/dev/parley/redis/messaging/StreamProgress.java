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
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * How far a stream of Redis has been read, and when everything has been read that is in it now. Redis is asked where the
 * stream ends; one thread of the executor waits for that, however many callers there are. Thread-safe; no method blocks but
 * {@link #close}.
 */
final class StreamProgress {

    private static final Logger LOG = System.getLogger(StreamProgress.class.getName());
    private static final int CONNECTIONS = 1;

    private final RedisClients clients;
    private final String key;
    private final Executor executor;
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

    StreamProgress(RedisClients clients, String key, Executor executor) {
        this.clients = clients;
        this.key = key;
        this.executor = executor;
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
        executor.execute(this::askAsLongAsSomebodyWaits);
        return caller;
    }

    private void askAsLongAsSomebodyWaits() {
        for (List<CompletableFuture<Boolean>> callers = begin(); !callers.isEmpty(); callers = begin()) {
            try {
                await(new Waiting(end(), callers));
            } catch (RuntimeException | Error e) {
                callers.forEach(caller -> caller.complete(false));
            }
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

    /** The connection may have been lost while it was idle; the next one is new. */
    private StreamId end() {
        try {
            return ask();
        } catch (JedisConnectionException e) {
            return ask();
        }
    }

    private StreamId ask() {
        return redis().xrevrange(key, StreamEntryID.MAXIMUM_ID, StreamEntryID.MINIMUM_ID, 1).stream()
                .map(entry -> StreamId.of(entry.getID().toString()))
                .findFirst()
                .orElse(StreamId.ZERO);
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
        CompletableFuture<MessageStream.Past> past = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                past.complete(new StreamPast(redis(), key, namespace).read(upTo, window));
            } catch (RuntimeException | Error e) {
                LOG.log(Level.DEBUG, "What was in the stream before cannot be read", e);
                past.complete(new MessageStream.Past(upTo, List.of()));
            }
        });
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
