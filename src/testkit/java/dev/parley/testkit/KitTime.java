package dev.parley.testkit;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.TimerWheel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a kit, which only the test moves; it begins at {@link Instant#EPOCH}. */
final class KitTime extends Clock implements MonotonicClock {

    private final TimerWheel timers = new TimerWheel(this);
    private long nanos;

    TimerWheel timers() {
        return timers;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Lets time pass tick by tick, and runs what falls due. */
    void advance(Duration by) {
        long end = nanos + by.toNanos();
        while (nanos < end) {
            nanos = Math.min(end, nanos + TimerWheel.TICK.toNanos());
            timers.advance();
        }
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
