package dev.parley.redis.connection;

import dev.parley.engine.ManualTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, as far as a test moves it. */
public final class TestWall extends Clock {

    private final ManualTime time;
    private final long start;

    public TestWall(ManualTime time) {
        this.time = time;
        this.start = time.clock().nanos();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(time.clock().nanos() - start);
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
