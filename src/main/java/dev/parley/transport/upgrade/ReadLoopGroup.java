package dev.parley.transport.upgrade;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few {@link ReadLoop}s that share the connections of a node. The threads start with the first connection. Thread-safe.
 */
public final class ReadLoopGroup implements AutoCloseable {

    /** Half of the processors, at most four; the other half sends. */
    private static final int COUNT =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private final ThreadFactory threads;
    private final MonotonicClock clock;
    private final ReadLoopWatch watch;
    private final AtomicInteger next = new AtomicInteger();
    /** Every handshake reads this, so it is read without a lock; it is written under the lock. */
    private volatile List<ReadLoop> loops = List.of();

    private boolean closed;

    /**
     * Creates a group whose loops run on threads of this factory.
     *
     * @param timers watch whether the loops get round
     */
    public ReadLoopGroup(ThreadFactory threads, MonotonicClock clock, Timers timers) {
        this.threads = threads;
        this.clock = clock;
        this.watch = new ReadLoopWatch(timers);
    }

    /** How often a loop did not get round for {@link ReadLoopWatch#LIMIT}. */
    public long stalls() {
        return watch.stalls();
    }

    /**
     * The loop that reads for the next connection; empty if the group is closed, or if the loop cannot be started or has
     * failed. Then the container reads.
     */
    public Optional<ReadLoop> forNextConnection() {
        if (loops.isEmpty()) {
            begin();
        }
        List<ReadLoop> all = loops;
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(Math.floorMod(next.getAndIncrement(), all.size())))
                        .filter(ReadLoop::isOpen);
    }

    private synchronized void begin() {
        if (closed || !loops.isEmpty()) {
            return;
        }
        List<ReadLoop> all = new ArrayList<>(COUNT);
        try {
            for (int i = 0; i < COUNT; i++) {
                all.add(ReadLoop.start(threads, clock, "parley-reader-" + i));
            }
        } catch (IOException e) {
            // No descriptor is left for a selector. The container reads.
            all.forEach(ReadLoop::stop);
            return;
        }
        loops = all;
        watch.begin(all);
    }

    /** Ends the threads. Connections that are still open are not read any more. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.end();
        for (ReadLoop loop : loops) {
            loop.stop();
        }
        loops = List.of();
    }
}
