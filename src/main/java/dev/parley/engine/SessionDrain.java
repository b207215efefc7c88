package dev.parley.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Sends the clients of a server away, each at a moment of its own within a time, so that they do not all come to another
 * server at once. A session is closed in order: its queue is sent before, and the client's own library connects again. A
 * session that is opened meanwhile is closed at the end of the time.
 *
 * <p>Used once. Thread-safe; no method blocks.
 */
public final class SessionDrain {

    /** Sessions whose moments lie closer together are closed together. */
    public static final Duration BATCH = Duration.ofMillis(100);

    private record Departure(long at, EngineSession session) {}

    private final EngineServer engine;
    private final MonotonicClock clock;
    private final Timers timers;
    private final Executor executor;
    private final long end;
    /** The last one first. */
    private final List<Departure> departures = new ArrayList<>();

    private boolean cancelled;

    private SessionDrain(EngineServer engine, MonotonicClock clock, Timers timers, Executor executor, Duration over) {
        this.engine = engine;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.end = clock.nanos() + over.toNanos();
    }

    /**
     * Begins to close the sessions.
     *
     * @param clock the clock of the timers
     * @param executor closes the sessions
     * @param over until when all have been closed, from now; at once if it is zero
     * @param random chooses the moments
     */
    public static SessionDrain begin(
            EngineServer engine,
            MonotonicClock clock,
            Timers timers,
            Executor executor,
            Duration over,
            RandomGenerator random) {
        SessionDrain drain = new SessionDrain(engine, clock, timers, executor, over);
        long span = Math.max(1, over.toNanos());
        long now = clock.nanos();
        for (EngineSession session : engine.sessions()) {
            drain.departures.add(new Departure(now + random.nextLong(span), session));
        }
        drain.departures.sort(Comparator.comparingLong(Departure::at).reversed());
        drain.proceed();
        return drain;
    }

    /** How long it takes until the last session has been closed; zero if that is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - clock.nanos()));
    }

    /** Closes no further session. */
    public synchronized void cancel() {
        cancelled = true;
        departures.clear();
    }

    private void proceed() {
        List<EngineSession> due = due();
        due.forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        synchronized (this) {
            if (!cancelled) {
                timers.schedule(BATCH, () -> executor.execute(this::proceed));
            }
        }
    }

    private synchronized List<EngineSession> due() {
        long now = clock.nanos();
        if (cancelled) {
            return List.of();
        }
        if (now - end >= 0) {
            departures.clear();
            return List.copyOf(engine.sessions());
        }
        List<EngineSession> due = new ArrayList<>();
        while (!departures.isEmpty() && departures.get(departures.size() - 1).at() - now <= 0) {
            due.add(departures.remove(departures.size() - 1).session());
        }
        return due;
    }
}
