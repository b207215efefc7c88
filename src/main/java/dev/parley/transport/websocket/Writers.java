package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few {@link Writer}s that share the sessions of a node, and the watch that finds those which are held up. The threads
 * begin with the first session.
 */
final class Writers implements AutoCloseable {

    /**
     * Half of the processors, since the other half reads and handles. More would take turns with those, let less gather, and
     * wake the receiving side more often: on two processors, two writers take a quarter more CPU for a delivery than one.
     */
    private static final int COUNT =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    /** A turn that takes this long is taken to be held up. To be wrong costs a thread, not a session. */
    private static final Duration WATCH = Duration.ofMillis(20);

    private final ThreadFactory threads;
    private final Timers timers;
    private final AtomicInteger next = new AtomicInteger();
    private List<Writer> writers = List.of();
    private Timers.Timeout watch = Timers.Timeout.NONE;
    private boolean closed;

    Writers(ThreadFactory threads, Timers timers) {
        this.threads = threads;
        this.timers = timers;
    }

    /** The writer that owns the next session. */
    synchronized Writer forNextSession() {
        if (writers.isEmpty()) {
            begin();
        }
        return writers.get(Math.floorMod(next.getAndIncrement(), COUNT));
    }

    private void begin() {
        List<Writer> all = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            all.add(new Writer(threads, "parley-writer-" + i));
        }
        writers = all;
        watch();
    }

    private synchronized void watch() {
        if (!closed) {
            writers.forEach(Writer::check);
            watch = timers.schedule(WATCH, this::watch);
        }
    }

    /** Ends the threads. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.cancel();
        writers.forEach(Writer::stop);
    }
}
