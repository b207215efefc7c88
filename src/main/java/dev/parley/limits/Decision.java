package dev.parley.limits;

import java.time.Duration;
import java.util.Objects;

/**
 * The answer of a {@link RateLimit} to one event.
 *
 * @param allowed whether the event may go on
 * @param retryAfter how long the key must keep quiet until its next event is allowed, in whole milliseconds; zero when
 *     this one is
 */
public record Decision(boolean allowed, Duration retryAfter) {

    static final Decision ALLOWED = new Decision(true, Duration.ZERO);

    /** @throws IllegalArgumentException if an allowed event is told to wait, or a refused one is not */
    public Decision {
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (allowed != retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("Only a refused event has a time to wait");
        }
    }

    static Decision refused(Duration retryAfter) {
        return new Decision(false, retryAfter);
    }
}
