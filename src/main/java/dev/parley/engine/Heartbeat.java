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

    private final Clock clock;
    private final Timers timers;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable timedOut;

    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private boolean stopped = true;
    private boolean awaitingPong;
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

    synchronized void start() {
        stopped = false;
        awaitInterval();
    }

    synchronized void stop() {
        stopped = true;
        timeout.cancel();
    }

    /** Takes a pong; one that nobody asked for changes nothing. */
    synchronized void pong() {
        if (stopped || !awaitingPong) {
            return;
        }
        roundTripNanos = clock.nanos() - pingedAt;
        timeout.cancel();
        awaitInterval();
    }

    /** Whether the session should have ended by now, even if the timers have not come round to it. */
    synchronized boolean isOverdue() {
        if (stopped) {
            return false;
        }
        long end = awaitingPong ? deadline : deadline + settings.pingTimeout().toNanos();
        return clock.nanos() - end >= 0;
    }

    /** The last measured time from a ping to its pong, in nanoseconds; -1 before the first. */
    synchronized long roundTripNanos() {
        return roundTripNanos;
    }

    private void awaitInterval() {
        awaitingPong = false;
        deadline = clock.nanos() + settings.pingInterval().toNanos();
        timeout = timers.schedule(settings.pingInterval(), this::intervalOver);
    }

    private void intervalOver() {
        synchronized (this) {
            if (stopped || awaitingPong) {
                return;
            }
            awaitingPong = true;
            pingedAt = clock.nanos();
            deadline += settings.pingTimeout().toNanos();
            timeout = timers.schedule(Duration.ofNanos(deadline - pingedAt), this::pongMissing);
        }
        ping.run();
    }

    private void pongMissing() {
        synchronized (this) {
            if (stopped || !awaitingPong || clock.nanos() - deadline < 0) {
                return;
            }
            stopped = true;
        }
        timedOut.run();
    }
}
