package dev.parley.engine;

import java.time.Duration;

/**
 * The heartbeat of one session (Engine.IO protocol, section "Heartbeat"): a ping after each interval, and the end if no
 * pong follows in time. Has one time-out in the {@link Timers} at any time, whatever the client sends.
 *
 * <p>Deadlines count from the moments when things were due, not from those when the timers came round to them, so that
 * {@link #isOverdue()} is exact. Thread-safe; the two actions are called on the timers' thread.
 */
final class Heartbeat {

    private enum Phase {
        NOT_STARTED,
        INTERVAL,
        AWAITING_PONG,
        STOPPED
    }

    private final Clock clock;
    private final Timers timers;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable timedOut;

    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private Phase phase = Phase.NOT_STARTED;
    private long deadline;
    private long pingedAt;
    private long roundTripNanos = -1;

    /**
     * A heartbeat that does not beat yet.
     *
     * @param ping sends a ping
     * @param timedOut gives the session up; called at most once
     */
    Heartbeat(Clock clock, Timers timers, EngineSettings settings, Runnable ping, Runnable timedOut) {
        this.clock = clock;
        this.timers = timers;
        this.settings = settings;
        this.ping = ping;
        this.timedOut = timedOut;
    }

    /** Begins with an interval. Does nothing after a {@link #stop()}: a session can end before it has quite begun. */
    synchronized void start() {
        if (phase == Phase.NOT_STARTED) {
            awaitInterval();
        }
    }

    /** Beats no more, for good. */
    synchronized void stop() {
        phase = Phase.STOPPED;
        timeout.cancel();
    }

    /**
     * Takes a pong; one that nobody asked for changes nothing.
     *
     * @return whether a ping had asked for it
     */
    synchronized boolean pong() {
        if (phase != Phase.AWAITING_PONG) {
            return false;
        }
        roundTripNanos = clock.nanos() - pingedAt;
        timeout.cancel();
        awaitInterval();
        return true;
    }

    /** Whether the session should have ended by now, even if the timers have not come round to it. */
    synchronized boolean isOverdue() {
        return switch (phase) {
            case INTERVAL -> clock.nanos() - deadline - settings.pingTimeout().toNanos() >= 0;
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
            if (phase != Phase.INTERVAL) {
                return;
            }
            phase = Phase.AWAITING_PONG;
            pingedAt = clock.nanos();
            deadline += settings.pingTimeout().toNanos();
            timeout = timers.schedule(Duration.ofNanos(deadline - pingedAt), this::pongMissing);
        }
        ping.run();
    }

    private void pongMissing() {
        synchronized (this) {
            if (phase != Phase.AWAITING_PONG || clock.nanos() - deadline < 0) {
                return;
            }
            phase = Phase.STOPPED;
        }
        timedOut.run();
    }
}
