package dev.parley.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The token bucket of one key. Thread-safe and lock-free. */
final class TokenBucket {

    private final Bucket bucket;

    /** A full bucket. */
    TokenBucket(Bandwidth bandwidth, TimeMeter clock) {
        this.bucket = Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }

    RateLimitDecision tryAcquire() {
        // This call is first because it makes no probe object; most events are allowed and need no waiting time.
        if (bucket.tryConsume(1)) {
            return RateLimitDecision.ALLOWED;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return RateLimitDecision.ALLOWED;
        }
        return RateLimitDecision.refused(wholeMillis(probe.getNanosToWaitForRefill()));
    }

    /** Rounds up to whole milliseconds, because the bucket itself rounds down: an event after this time is allowed. */
    private static Duration wholeMillis(long nanos) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
}
