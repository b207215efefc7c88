package dev.parley.engine;

import java.time.Duration;

/** A {@link ManualClock} and a {@link TimerWheel} on it that move together. For one test thread at a time. */
public final class ManualTime {

    private final ManualClock clock = new ManualClock();
    private final TimerWheel timers = new TimerWheel(clock);

    /** The clock, to be read. */
    public MonotonicClock clock() {
        return clock;
    }

    /** The timers on that clock. */
    public Timers timers() {
        return timers;
    }

    /** The number of tasks that wait. */
    public int pending() {
        return timers.pending();
    }

    /** Lets time pass tick by tick and runs what falls due, each task at its moment. */
    public void advance(Duration by) {
        Duration left = by;
        while (left.compareTo(TimerWheel.TICK) > 0) {
            step(TimerWheel.TICK);
            left = left.minus(TimerWheel.TICK);
        }
        step(left);
    }

    /** Lets time pass while the thread of the timers is held up: nothing runs until the next {@link #advance}. */
    public void stall(Duration by) {
        clock.advance(by);
    }

    private void step(Duration by) {
        clock.advance(by);
        timers.advance();
    }
}
