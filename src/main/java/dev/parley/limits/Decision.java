package dev.parley.limits;

import java.time.Duration;
import java.util.Objects;

/**
 * The answer of a {@link RateLimit} to one event.
 *
 * @param allowed whether the event may go on
 * @param retryAfter how long the key must keep quiet until its next event is allowed, in whole milliseconds; zero when
 *     this one is
 * @param overrun by how many events the key's refusals outnumber the events allowed in between; zero when this one is
 *     allowed. It keeps growing only for a key that goes on at more than twice its rate, so a caller can take a high
 *     value as the sign of a client that does not heed refusals, and disconnect it. Events of one key that overlap
 *     on several threads may be counted in either order, so it can be off by the number of those threads
 */
public record Decision(boolean allowed, Duration retryAfter, int overrun) {

    static final Decision ALLOWED = new Decision(true, Duration.ZERO, 0);

    /** @throws IllegalArgumentException if an allowed event is told to wait, or a refused one is not */
    public Decision {
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (allowed != retryAfter.isZero() || retryAfter.isNegative() || allowed != (overrun == 0) || overrun < 0) {
            throw new IllegalArgumentException("Only a refused event has a time to wait and an overrun");
        }
    }

    static Decision refused(Duration retryAfter, int overrun) {
        return new Decision(false, retryAfter, overrun);
    }
}
