package dev.parley.engine;

import java.time.Duration;

/**
 * The heartbeat of one session (Engine.IO protocol, section "Heartbeat"): sends a ping after each interval, and ends
 * the session if no pong follows in time. It has one time-out in the {@link Timers} at any time, whatever the client
 * sends.
 *
 * <p>While {@linkplain #expectPongs no pong can be read}, the pings continue, one after each interval, because clients
 * end a connection without pings. No pong is missed then. The full time-out for the last ping begins when pongs can be
 * read again.
 *
 * <p>Each deadline counts from the moment when the previous event was due, not from the moment when its timer ran, so
 * that {@link #isOverdue()} is exact. Thread-safe; the two actions are called on the timers' thread.
 */
final class Heartbeat {

    private enum Phase {
        NOT_STARTED,
        INTERVAL,
        AWAITING_PONG,
        STOPPED
    }

    private final MonotonicClock clock;
    private final Timers timers;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable timedOut;

    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private Phase phase = Phase.NOT_STARTED;
    private long deadline;
    private long pingedAt;
    private long roundTripNanos = -1;
    private boolean deaf;
    /** Whether the time from the last ping to its pong says something about the connection. */
    private boolean measurable;

    /**
     * Creates a heartbeat that has not started yet.
     *
     * @param ping sends a ping
     * @param timedOut ends the session; called at most once
     */
    Heartbeat(MonotonicClock clock, Timers timers, EngineSettings settings, Runnable ping, Runnable timedOut) {
        this.clock = clock;
        this.timers = timers;
        this.settings = settings;
        this.ping = ping;
        this.timedOut = timedOut;
    }

    /** Begins with an interval. Does nothing after {@link #stop()}: a session can end before it has fully started. */
    synchronized void start() {
        if (phase == Phase.NOT_STARTED) {
            awaitInterval();
        }
    }

    /** Stops the heartbeat for good. */
    synchronized void stop() {
        phase = Phase.STOPPED;
        timeout.cancel();
    }

    /** Whether pongs can be read now; they can in the beginning. Repeated calls with the same value change nothing. */
    synchronized void expectPongs(boolean readable) {
        if (deaf != readable) {
            return;
        }
        deaf = !readable;
        if (phase != Phase.AWAITING_PONG) {
            return;
        }
        measurable = false;
        timeout.cancel();
        if (deaf) {
            long next = pingedAt + settings.pingInterval().toNanos();
            timeout = timers.schedule(Duration.ofNanos(Math.max(0, next - clock.nanos())), this::intervalOver);
        } else {
            deadline = clock.nanos() + settings.pingTimeout().toNanos();
            timeout = timers.schedule(settings.pingTimeout(), this::pongMissing);
        }
    }

    /**
     * Handles a pong. A pong without a ping changes nothing.
     *
     * @return whether a ping was waiting for this pong, and the time between them has been measured; it is not measured
     *     if it includes a time in which no pong could be read
     */
    synchronized boolean pong() {
        if (phase != Phase.AWAITING_PONG) {
            return false;
        }
        boolean measured = measurable;
        if (measured) {
            roundTripNanos = clock.nanos() - pingedAt;
        }
        timeout.cancel();
        awaitInterval();
        return measured;
    }

    /** Whether the session should have ended by now, even if the timers have not run yet. */
    synchronized boolean isOverdue() {
        return !deaf
                && switch (phase) {
                    case INTERVAL ->
                        clock.nanos() - deadline - settings.pingTimeout().toNanos() >= 0;
                    case AWAITING_PONG -> clock.nanos() - deadline >= 0;
                    case NOT_STARTED, STOPPED -> false;
                };
    }

    /** The last measured time from a ping to its pong, in nanoseconds; -1 before the first. */
    synchronized long roundTripNanos() {
        return roundTripNanos;
    }

    private void awaitInterval() {
        phase = Phase.INTERVAL;
        deadline = clock.nanos() + settings.pingInterval().toNanos();
        timeout = timers.schedule(settings.pingInterval(), this::intervalOver);
    }

    private void intervalOver() {
        synchronized (this) {
            if (phase != Phase.INTERVAL && !(deaf && phase == Phase.AWAITING_PONG)) {
                return;
            }
            phase = Phase.AWAITING_PONG;
            pingedAt = clock.nanos();
            measurable = !deaf;
            if (deaf) {
                timeout = timers.schedule(settings.pingInterval(), this::intervalOver);
            } else {
                deadline += settings.pingTimeout().toNanos();
                timeout = timers.schedule(Duration.ofNanos(deadline - pingedAt), this::pongMissing);
            }
        }
        ping.run();
    }

    private void pongMissing() {
        synchronized (this) {
            if (deaf || phase != Phase.AWAITING_PONG || clock.nanos() - deadline < 0) {
                return;
            }
            phase = Phase.STOPPED;
        }
        timedOut.run();
    }
}
