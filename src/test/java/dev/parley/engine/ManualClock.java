package dev.parley.engine;

import java.time.Duration;

/** A {@link MonotonicClock} that stands still until a test moves it. Starts below zero, as {@code System.nanoTime()} may. */
public final class ManualClock implements MonotonicClock {

    private long nanos = -123_456_789;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /** Moves the clock forward. Threads that wait for a time are not woken. */
    public synchronized void advance(Duration by) {
        nanos += by.toNanos();
    }
}
