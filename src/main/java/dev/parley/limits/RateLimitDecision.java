package dev.parley.limits;

import java.time.Duration;
import java.util.Objects;

/**
 * The answer of a {@link RateLimit} to one event.
 *
 * @param allowed whether the event may go on
 * @param retryAfter the time until the next event of the key is allowed, in whole milliseconds; zero if this event is
 *     allowed
 */
public record RateLimitDecision(boolean allowed, Duration retryAfter) {

    static final RateLimitDecision ALLOWED = new RateLimitDecision(true, Duration.ZERO);

    /** @throws IllegalArgumentException if the event is allowed and has a waiting time, or is refused and has none */
    public RateLimitDecision {
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (allowed != retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("Only a refused event has a time to wait");
        }
    }

    static RateLimitDecision refused(Duration retryAfter) {
        return new RateLimitDecision(false, retryAfter);
    }
}
