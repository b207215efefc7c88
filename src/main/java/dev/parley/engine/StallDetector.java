package dev.parley.engine;

import java.time.Duration;
import java.util.Collection;

/**
 * Finds the clients that read too slowly, each by its {@link DrainRate}, and closes them as slow consumers. If little
 * is sent to such a client, this happens long before its queue is full.
 *
 * <p>One sweep covers all sessions of a server. A send counts as under way only when the kernel (and the container, if
 * it has buffers of its own) accepts no more bytes; before that, only the heartbeat finds a dead client.
 */
final class StallDetector {

    /** The time from one sweep to the next. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private final MonotonicClock clock;
    private final Timers timers;
    private final Collection<EngineSession> sessions;

    /** Creates a detector for a live view of the sessions. */
    StallDetector(MonotonicClock clock, Timers timers, Collection<EngineSession> sessions) {
        this.clock = clock;
        this.timers = timers;
        this.sessions = sessions;
    }

    /** Starts the sweeps, which continue for as long as the timers run. */
    void begin() {
        timers.schedule(INTERVAL, this::look);
    }

    private void look() {
        // This comes first, so that a failure with one session does not end the sweeps.
        begin();
        long now = clock.nanos();
        sessions.forEach(session -> session.sender().lookForStall(now));
    }
}
