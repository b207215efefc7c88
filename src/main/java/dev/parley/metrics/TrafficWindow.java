package dev.parley.metrics;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The traffic of the last minute, from counts that only grow: the counts are read once a second, and compared with what
 * they were a minute ago. So the window costs nothing where something is counted. Thread-safe.
 */
final class TrafficWindow {

    /** The length of the window; less in the first minute. */
    static final Duration LENGTH = Duration.ofMinutes(1);
    /** The time from one reading to the next. */
    static final Duration STEP = Duration.ofSeconds(1);

    private static final double NANOS_PER_SECOND = 1e9;

    private record Reading(long nanos, long events, long errors) {}

    /**
     * The traffic in the window.
     *
     * @param eventsPerSecond the events from clients, on average over the window
     * @param events the events from clients
     * @param errors the errors that were reported to clients
     */
    record Traffic(double eventsPerSecond, long events, long errors) {}

    private final MonotonicClock clock;
    private final LongSupplier events;
    private final LongSupplier errors;
    private final Deque<Reading> readings = new ArrayDeque<>();

    /** A window that begins now. */
    TrafficWindow(MonotonicClock clock, LongSupplier events, LongSupplier errors) {
        this.clock = clock;
        this.events = events;
        this.errors = errors;
        sample();
    }

    /** Reads the counts at every step from now on, as long as the timers run. */
    void start(Timers timers) {
        timers.schedule(STEP, () -> {
            sample();
            start(timers);
        });
    }

    synchronized void sample() {
        readings.addLast(read());
        forget();
    }

    synchronized Traffic traffic() {
        forget();
        Reading then = readings.getFirst();
        Reading now = read();
        double seconds = Math.max(1, (now.nanos - then.nanos) / NANOS_PER_SECOND);
        long count = now.events - then.events;
        return new Traffic(count / seconds, count, now.errors - then.errors);
    }

    private Reading read() {
        return new Reading(clock.nanos(), events.getAsLong(), errors.getAsLong());
    }

    /** Removes old readings. Keeps one reading that is at least as old as the window is long, and all younger ones. */
    private void forget() {
        long now = clock.nanos();
        while (readings.size() > 1 && now - second().nanos >= LENGTH.toNanos()) {
            readings.removeFirst();
        }
    }

    private Reading second() {
        var all = readings.iterator();
        all.next();
        return all.next();
    }
}
