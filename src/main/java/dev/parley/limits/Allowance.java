package dev.parley.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What one key has left: its bucket of tokens. Thread-safe and lock-free. */
final class Allowance {

    private final Bucket bucket;

    /** A full bucket. */
    Allowance(Bandwidth bandwidth, TimeMeter clock) {
        this.bucket = Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }

    Decision tryAcquire() {
        // Asked first because it makes no probe; most events are allowed, and need no waiting time.
        if (bucket.tryConsume(1)) {
            return Decision.ALLOWED;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Decision.ALLOWED;
        }
        return Decision.refused(wholeMillis(probe.getNanosToWaitForRefill()));
    }

    /** Rounded up, and beyond the bucket's own rounding down: who waits that long is let in. */
    private static Duration wholeMillis(long nanos) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
}
