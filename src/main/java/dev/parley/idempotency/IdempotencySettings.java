package dev.parley.idempotency;

import java.time.Duration;

/**
 * How long and how many keys are remembered.
 *
 * @param window how long a key is remembered
 * @param perUser the most keys of one user on a node; the oldest go
 * @param perNode the most keys on a node; the oldest go
 */
public record IdempotencySettings(Duration window, int perUser, int perNode) {

    /** As long as clients may be away if nothing else is set. */
    public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(2);

    /** More than a user may send in the default window with the default limit on events. */
    private static final int DEFAULT_PER_USER = 2_000;

    private static final int DEFAULT_PER_NODE = 100_000;

    /** All must be positive. */
    public IdempotencySettings {
        if (window.isNegative() || window.isZero() || perUser < 1 || perNode < 1) {
            throw new IllegalArgumentException("must be positive: " + window + ", " + perUser + ", " + perNode);
        }
    }

    /** The usual numbers of keys, for a time. */
    public static IdempotencySettings within(Duration window) {
        return new IdempotencySettings(window, DEFAULT_PER_USER, DEFAULT_PER_NODE);
    }
}
