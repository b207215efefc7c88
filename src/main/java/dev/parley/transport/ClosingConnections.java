package dev.parley.transport;

import dev.parley.engine.CloseReason;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The connections that Parley has asked, or is about to ask, the container to close. The container may first wait until
 * the client has read the queued data, and if the client does not read, this lasts for ever. So a connection that is
 * still open after a time-out is closed below the container. There is one timer for all connections, and none if there
 * is nothing to watch. Thread-safe; no method blocks.
 */
public final class ClosingConnections {

    /** The time-out for an orderly close: Open Liberty waits up to 12 s for the client's close frame. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * The shorter time-out for a client that did not read. Such a client will not read the close message either, and
     * the data that waits for it in the container takes memory.
     */
    public static final Duration PATIENCE_WITH_STALLED = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(ClosingConnections.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final MonotonicClock clock;
    private final Timers timers;
    private final Executor blocking;
    private final Map<ClientConnection, Long> deadlines = new ConcurrentHashMap<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * Creates an object that watches no connections yet.
     *
     * @param clock for durations
     * @param timers use the same clock
     * @param blocking runs the calls that close connections
     */
    public ClosingConnections(MonotonicClock clock, Timers timers, Executor blocking) {
        this.clock = clock;
        this.timers = timers;
        this.blocking = blocking;
    }

    /**
     * Watches a connection that the container is closing, or is about to be asked to close, for this reason. If the
     * connection is added again, the earlier deadline counts.
     */
    public void add(ClientConnection connection, CloseReason reason) {
        if (isOpen(connection)) {
            long deadline = clock.nanos() + patience(reason).toNanos();
            deadlines.merge(connection, deadline, (one, other) -> one - other < 0 ? one : other);
            watch();
        }
    }

    private static Duration patience(CloseReason reason) {
        return switch (reason) {
            case SLOW_CONSUMER -> PATIENCE_WITH_STALLED;
            // The aim is to free the memory at once.
            case OVER_BUDGET -> Duration.ZERO;
            default -> PATIENCE;
        };
    }

    /** The number of watched connections that are still open. */
    public int count() {
        return deadlines.size();
    }

    private void watch() {
        if (!deadlines.isEmpty() && watching.compareAndSet(false, true)) {
            timers.schedule(INTERVAL, this::look);
        }
    }

    private void look() {
        long now = clock.nanos();
        deadlines.keySet().removeIf(connection -> !isOpen(connection));
        deadlines.forEach((connection, deadline) -> {
            if (now - deadline >= 0 && deadlines.remove(connection, deadline)) {
                cutOffElsewhere(connection);
            }
        });
        watching.set(false);
        // A thread that added a connection before the previous line saw the flag set, and relies on this call.
        watch();
    }

    /**
     * If this call fails for a connection, the connection cannot be closed here either, and it must not prevent the
     * closing of the others.
     */
    private static boolean isOpen(ClientConnection connection) {
        try {
            return connection.isOpen();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A connection that was given up may still be open", e);
            return false;
        }
    }

    private void cutOffElsewhere(ClientConnection connection) {
        try {
            blocking.execute(() -> cutOff(connection));
        } catch (RejectedExecutionException e) {
            // The node is shutting down, and its connections end with it.
            LOG.log(Level.DEBUG, "A connection is left to the end of the process", e);
        }
    }

    private static void cutOff(ClientConnection connection) {
        try {
            connection.cutOff();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A connection that was given up may still be open", e);
        }
    }
}
