package dev.parley.transport.container;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few {@link SendLoop}s that share the sessions of a node, and the timer that finds blocked loops. The threads start
 * with the first session.
 */
public final class SendLoopGroup implements AutoCloseable {

    /**
     * The number of loops: half of the processors, because the other half reads and handles input. More loops would
     * compete with the threads that do this, collect fewer packets, and wake the receiving side more often: on two
     * processors, two loops take a quarter more CPU for a delivery than one.
     */
    private static final int COUNT =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    /** A turn that takes this long counts as blocked. A wrong decision costs a thread, not a session. */
    private static final Duration WATCH = Duration.ofMillis(20);

    private final ThreadFactory threads;
    private final Timers timers;
    private final AtomicInteger next = new AtomicInteger();
    /** Every handshake reads this, so it is read without a lock; it is written under the lock. */
    private volatile List<SendLoop> writers = List.of();

    private Timers.Timeout watch = Timers.Timeout.NONE;
    private boolean closed;

    public SendLoopGroup(ThreadFactory threads, Timers timers) {
        this.threads = threads;
        this.timers = timers;
    }

    /** Returns the loop that sends for the next session. */
    public SendLoop forNextSession() {
        if (writers.isEmpty()) {
            begin();
        }
        return writers.get(Math.floorMod(next.getAndIncrement(), COUNT));
    }

    private synchronized void begin() {
        if (!writers.isEmpty()) {
            return;
        }
        List<SendLoop> all = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            all.add(new SendLoop(threads, "parley-writer-" + i));
        }
        writers = all;
        watch();
    }

    private synchronized void watch() {
        if (!closed) {
            writers.forEach(SendLoop::check);
            watch = timers.schedule(WATCH, this::watch);
        }
    }

    /** Ends the threads. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.cancel();
        // No lambda here: at the end of a process, a class that was never loaded may not be available any more.
        for (SendLoop writer : writers) {
            writer.stop();
        }
    }
}
