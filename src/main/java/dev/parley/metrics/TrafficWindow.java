package dev.parley.metrics;

import dev.parley.engine.Clock;
import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How much went on during the last minute, from counts that only grow: they are read once a second, and compared with
 * what they were a minute ago. So whoever counts pays nothing for the window. Thread-safe.
 */
final class TrafficWindow {

    /** How far back it looks; less in the first minute. */
    static final Duration LENGTH = Duration.ofMinutes(1);
    /** From one reading to the next. */
    static final Duration STEP = Duration.ofSeconds(1);

    private static final double NANOS_PER_SECOND = 1e9;

    private record Reading(long nanos, long events, long errors) {}

    /**
     * What went on.
     *
     * @param eventsPerSecond events of clients, on average over the window
     * @param events of clients
     * @param errors that clients were told of
     */
    record Traffic(double eventsPerSecond, long events, long errors) {}

    private final Clock clock;
    private final LongSupplier events;
    private final LongSupplier errors;
    private final Deque<Reading> readings = new ArrayDeque<>();

    /** A window that begins now. */
    TrafficWindow(Clock clock, LongSupplier events, LongSupplier errors) {
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

    /** Keeps one reading that is as old as the window is long, and those that are younger. */
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
