package dev.parley.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What one key has left: its bucket of tokens, and how far it has overrun it. Thread-safe and lock-free. */
final class Allowance {

    private final Bucket bucket;
    private final AtomicInteger overrun = new AtomicInteger();

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
            return allowed();
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return allowed();
        }
        return Decision.refused(wholeMillis(probe.getNanosToWaitForRefill()), overrun.updateAndGet(Allowance::more));
    }

    private Decision allowed() {
        // Read before it is written, so that keys that keep within their limit share no cache line for it.
        if (overrun.get() > 0) {
            overrun.updateAndGet(Allowance::less);
        }
        return Decision.ALLOWED;
    }

    private static int more(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    private static int less(int count) {
        return Math.max(0, count - 1);
    }

    /** Rounded up, and beyond the bucket's own rounding down: who waits that long is let in. */
    private static Duration wholeMillis(long nanos) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
}
