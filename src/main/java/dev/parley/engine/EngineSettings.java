package dev.parley.engine;

import java.time.Duration;

/**
 * What an {@link EngineServer} can be told.
 *
 * @param pingInterval from a pong (or the opening) to the next ping
 * @param pingTimeout from a ping to the moment when the session is given up
 * @param upgradeTimeout how long a change of transport may take
 * @param closeTimeout how long a closing session may take to deliver what is queued
 * @param maxPayload the largest message or polling body that a client may send, in bytes
 * @param sendBuffer the most that waits for one client, in bytes, before it is given up as too slow
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        Duration closeTimeout,
        int maxPayload,
        int sendBuffer) {

    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Checks that all of them are positive. */
    public EngineSettings {
        requirePositive(pingInterval, "pingInterval");
        requirePositive(pingTimeout, "pingTimeout");
        requirePositive(upgradeTimeout, "upgradeTimeout");
        requirePositive(closeTimeout, "closeTimeout");
        if (maxPayload <= 0 || sendBuffer <= 0) {
            throw new IllegalArgumentException("maxPayload and sendBuffer must be positive");
        }
    }

    /** Settings with the usual times for upgrade (10 s, as the reference server has it) and closing (5 s). */
    public EngineSettings(Duration pingInterval, Duration pingTimeout, int maxPayload, int sendBuffer) {
        this(pingInterval, pingTimeout, UPGRADE_TIMEOUT, CLOSE_TIMEOUT, maxPayload, sendBuffer);
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
