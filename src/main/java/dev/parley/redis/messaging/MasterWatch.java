package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.ReplicaException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that the Sentinels have made another Redis the master. They demote the old one only some seconds later, and
 * until then it answers like a master; nodes that stay there do not hear those that connect now. One question at a time
 * is asked, on the executor, because a Sentinel may be slow.
 */
final class MasterWatch {

    private static final Logger LOG = System.getLogger(MasterWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final RedisClients clients;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final Executor executor;
    private final MonotonicClock clock;
    private final AtomicBoolean isAsking = new AtomicBoolean();
    /** Only for the thread that calls {@link #look}. */
    private long lastAsked;

    MasterWatch(
            RedisClients clients,
            RedisPublisher publisher,
            RedisSubscriber subscriber,
            Executor executor,
            MonotonicClock clock) {
        this.clients = clients;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.executor = executor;
        this.clock = clock;
        this.lastAsked = clock.nanos();
    }

    /** Asks if it is time to. Called by one thread, about once a second. */
    void look() {
        long now = clock.nanos();
        if (!clients.hasSentinels() || now - lastAsked < INTERVAL.toNanos() || !isAsking.compareAndSet(false, true)) {
            return;
        }
        lastAsked = now;
        try {
            executor.execute(this::ask);
        } catch (RejectedExecutionException e) {
            // The node is shutting down.
            isAsking.set(false);
        }
    }

    private void ask() {
        try {
            clients.master().ifPresent(master -> {
                ReplicaException moved = ReplicaException.movedTo(master);
                publisher.leave(master);
                subscriber.leave(master, moved);
            });
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The Sentinels cannot be asked", e);
        } finally {
            isAsking.set(false);
        }
    }
}
