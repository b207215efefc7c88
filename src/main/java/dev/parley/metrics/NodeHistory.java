package dev.parley.metrics;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What this node was like in the last five minutes: a sample at every step, the oldest forgotten first. Thread-safe. */
final class NodeHistory {

    /** How far the history goes back. */
    static final Duration LENGTH = Duration.ofMinutes(5);
    /** The time from one sample to the next. */
    static final Duration STEP = Duration.ofSeconds(5);

    private record Kept(long nanos, NodeSample sample) {}

    private final MonotonicClock clock;
    private final Supplier<NodeSample> present;
    private final Deque<Kept> kept = new ArrayDeque<>();

    /**
     * A history that begins empty.
     *
     * @param present takes a sample of now, with the age zero
     */
    NodeHistory(MonotonicClock clock, Supplier<NodeSample> present) {
        this.clock = clock;
        this.present = present;
    }

    /**
     * Takes a sample at every step from now on, as long as the timers run. With very many connections a sample takes some
     * milliseconds, so it is taken by an executor.
     */
    void start(Timers timers, Executor executor) {
        executor.execute(this::sample);
        timers.schedule(STEP, () -> start(timers, executor));
    }

    private void sample() {
        NodeSample now = present.get();
        synchronized (this) {
            kept.addLast(new Kept(clock.nanos(), now));
            forget();
        }
    }

    /** The samples, the oldest first, as old as they are now. */
    synchronized List<NodeSample> samples() {
        forget();
        long now = clock.nanos();
        return kept.stream()
                .map(old -> aged(old.sample(), Duration.ofNanos(now - old.nanos())))
                .toList();
    }

    private void forget() {
        long now = clock.nanos();
        while (!kept.isEmpty() && now - kept.getFirst().nanos() > LENGTH.toNanos()) {
            kept.removeFirst();
        }
    }

    private static NodeSample aged(NodeSample sample, Duration age) {
        return new NodeSample(
                age,
                sample.active(),
                sample.rooms(),
                sample.eventsPerSecond(),
                sample.events(),
                sample.errors(),
                sample.measured(),
                sample.roundTripMillis());
    }
}
