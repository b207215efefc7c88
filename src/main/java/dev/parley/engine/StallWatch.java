package dev.parley.engine;

import java.time.Duration;
import java.util.Collection;

/**
 * Finds the clients that take nothing: whose send has been under way for {@link #PATIENCE}, one and the same. They are given
 * up as slow consumers, long before their queue overflows if little is sent to them. One that reads slowly is not meant: each
 * send that comes to its end begins its time anew.
 *
 * <p>One sweep for all sessions of a server. A send under way is only seen as such once the kernel
 * (and the container, if it has buffers of its own) takes no more; before that, the heartbeat is what finds a dead client.
 */
final class StallWatch {

    /** From one look to the next. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    /** The promise is ten seconds from when a client stops to read; some of them go by until the buffers are full. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Clock clock;
    private final Timers timers;
    private final Collection<EngineSession> sessions;

    /** A watch over a collection that lives. */
    StallWatch(Clock clock, Timers timers, Collection<EngineSession> sessions) {
        this.clock = clock;
        this.timers = timers;
        this.sessions = sessions;
    }

    /** Looks from now on, for as long as the timers run. */
    void begin() {
        timers.schedule(INTERVAL, this::look);
    }

    private void look() {
        // First, so that what goes wrong with one session is not the end of the watch.
        begin();
        long now = clock.nanos();
        sessions.forEach(session -> session.lookForStall(now));
    }

    /** What the watch knows of one session; used on the timers' thread only. */
    static final class Memory {

        private long send = Transport.NONE_UNDER_WAY;
        private long since;

        /** Notes what is under way; tells whether it has been for too long. */
        boolean isStalled(long sendUnderWay, long now) {
            if (sendUnderWay == Transport.NONE_UNDER_WAY || sendUnderWay != send) {
                send = sendUnderWay;
                since = now;
                return false;
            }
            return now - since >= PATIENCE.toNanos();
        }
    }
}
