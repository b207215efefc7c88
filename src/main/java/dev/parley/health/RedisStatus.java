package dev.parley.health;

import java.time.Duration;
import java.util.Optional;

/**
 * How Redis is.
 *
 * @param connected whether it can be reached
 * @param latency of its last answer; empty when it is away, or has not been asked yet
 */
public record RedisStatus(boolean connected, Optional<Duration> latency) {

    /** Checks that there is no latency without a connection, and none below zero. */
    public RedisStatus {
        if (!connected && latency.isPresent()
                || latency.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("no latency of Redis: " + latency);
        }
    }

    /** Redis cannot be reached. */
    public static final RedisStatus AWAY = new RedisStatus(false, Optional.empty());
}
