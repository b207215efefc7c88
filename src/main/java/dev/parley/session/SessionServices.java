package dev.parley.session;

import dev.parley.engine.MonotonicClock;
import dev.parley.limits.RateLimit;
import java.time.Clock;
import java.util.Objects;

/**
 * What an application needs to keep the rules of this package.
 *
 * @param eventLimit counts the events of a user, by the user's id
 * @param tokens verifies the tokens of {@code authenticate}
 * @param timers schedules the ends of tokens
 * @param monotonic measures durations; the same clock as that of the limit
 * @param wall for timestamps and the expiry of tokens
 */
public record SessionServices(
        RateLimit eventLimit, TokenVerification tokens, SocketTimers timers, MonotonicClock monotonic, Clock wall) {

    /** None may be null. */
    public SessionServices {
        Objects.requireNonNull(eventLimit, "eventLimit");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(monotonic, "monotonic");
        Objects.requireNonNull(wall, "wall");
    }
}
