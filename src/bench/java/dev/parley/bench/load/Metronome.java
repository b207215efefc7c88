package dev.parley.bench.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the event loop at fixed times, finer than the milliseconds that a selector can wait. Tells which times have
 * come, so that what was missed while the loop was busy is made up for.
 */
final class Metronome implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    private final EventLoop loop;
    private final long start = System.nanoTime();
    private final double period;
    private final Thread thread;
    private volatile boolean stopped;
    private long taken;

    /** Starts it, with so many beats per second. */
    Metronome(EventLoop loop, double beatsPerSecond) {
        this.loop = loop;
        period = NANOS_PER_SECOND / beatsPerSecond;
        thread = new Thread(this::beat, "metronome");
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        for (long number = 1; !stopped; number++) {
            long wait = due(number) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                loop.wakeUp();
            }
        }
    }

    private long due(long number) {
        return start + (long) (number * period);
    }

    /** The time of the next beat if it has come, else 0; ns, monotonic. Each beat is told once. */
    long take(long now) {
        long due = due(taken + 1);
        if (due - now > 0) {
            return 0;
        }
        taken++;
        return due;
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
