package dev.parley.health;

import java.time.Duration;
import java.util.Optional;

/**
 * The status of Redis.
 *
 * @param connected whether Redis can be reached
 * @param latency the latency of the last answer; empty if Redis cannot be reached, or has not been queried yet
 */
public record RedisStatus(boolean connected, Optional<Duration> latency) {

    /** Checks that there is no latency without a connection, and no negative latency. */
    public RedisStatus {
        if (!connected && latency.isPresent()
                || latency.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("no latency of Redis: " + latency);
        }
    }

    /** Redis cannot be reached. */
    public static final RedisStatus AWAY = new RedisStatus(false, Optional.empty());
}
