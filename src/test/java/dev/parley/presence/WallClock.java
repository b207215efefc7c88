package dev.parley.presence;

import dev.parley.engine.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock that goes as fast as a {@link ManualTime}, and that somebody may set. */
public final class WallClock extends Clock {

    /** What it shows at first. */
    public static final Instant START = Instant.parse("2026-11-23T02:55:00.123456Z");

    private final ManualTime time;
    private final long origin;
    private volatile Duration step = Duration.ZERO;

    public WallClock(ManualTime time) {
        this.time = time;
        this.origin = time.clock().nanos();
    }

    /** Sets it forward, or back. */
    public void set(Duration by) {
        step = step.plus(by);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(time.clock().nanos() - origin).plus(step);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
