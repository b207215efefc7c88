package dev.parley.engine;

import java.time.Duration;

/**
 * The settings of an {@link EngineServer}.
 *
 * @param pingInterval the time from a pong (or from the opening) to the next ping
 * @param pingTimeout the time from a ping until the session ends if no pong has arrived
 * @param upgradeTimeout how long a change of transport may take
 * @param closeTimeout how long a closing session may take to deliver its queue
 * @param maxPayload the largest message or polling body that a client may send, in bytes
 * @param sendBuffer the bytes that may wait for one client without a time limit. If more bytes wait, the client has to
 *     read them at a minimum rate; otherwise it is closed as too slow
 * @param sendLimit the largest number of bytes that may wait for one client; a packet that does not fit ends the
 *     session at once
 * @param sendBudget the most heap that the outbound queues of all clients may take, in bytes; when they exceed it, the
 *     largest and slowest clients are closed
 * @param receiveBudget the most heap that the incomplete input of all clients may take, in bytes; when it is exceeded,
 *     the largest and slowest sources of input are closed
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        Duration closeTimeout,
        int maxPayload,
        int sendBuffer,
        long sendLimit,
        long sendBudget,
        long receiveBudget) {

    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * How many send buffers a reading client may be behind in a burst. With the usual sizes the limit is 16 MiB: more
     * than 300 messages of 50,000 bytes at once, ten times the burst that closed reading clients when the limit was one
     * send buffer.
     */
    private static final int BUFFERS = 16;

    /**
     * A message, its acknowledgement and the packets under way with them always fit, however small the send buffer is.
     */
    private static final int MESSAGES = 4;

    /** Checks that all values are positive. */
    public EngineSettings {
        requirePositive(pingInterval, "pingInterval");
        requirePositive(pingTimeout, "pingTimeout");
        requirePositive(upgradeTimeout, "upgradeTimeout");
        requirePositive(closeTimeout, "closeTimeout");
        if (maxPayload <= 0 || sendBuffer <= 0 || sendBudget <= 0 || receiveBudget <= 0) {
            throw new IllegalArgumentException("maxPayload, sendBuffer and the budgets must be positive");
        }
        if (sendLimit < sendBuffer) {
            throw new IllegalArgumentException("sendLimit must not be below sendBuffer");
        }
    }

    /** Settings with the usual send limit for one client, and without budgets for all clients together. */
    public EngineSettings(
            Duration pingInterval,
            Duration pingTimeout,
            Duration upgradeTimeout,
            Duration closeTimeout,
            int maxPayload,
            int sendBuffer) {
        this(
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                closeTimeout,
                maxPayload,
                sendBuffer,
                usualLimit(maxPayload, sendBuffer),
                Long.MAX_VALUE,
                Long.MAX_VALUE);
    }

    /** Settings with the usual times for an upgrade (10 s, as in the reference server) and for closing (5 s). */
    public EngineSettings(Duration pingInterval, Duration pingTimeout, int maxPayload, int sendBuffer) {
        this(pingInterval, pingTimeout, UPGRADE_TIMEOUT, CLOSE_TIMEOUT, maxPayload, sendBuffer);
    }

    /**
     * Returns the same settings with budgets, in bytes, for the queues to all clients and for the incomplete input from
     * all clients.
     */
    public EngineSettings withBudgets(long send, long receive) {
        return new EngineSettings(
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                closeTimeout,
                maxPayload,
                sendBuffer,
                sendLimit,
                send,
                receive);
    }

    /**
     * How long the input of a session may be paused without a break: as long as it takes to notice that a client has
     * gone without a word. So a pause delays that by its own length at most.
     */
    public Duration longestPause() {
        return pingInterval.plus(pingTimeout);
    }

    private static long usualLimit(int maxPayload, int sendBuffer) {
        return Math.max((long) BUFFERS * sendBuffer, (long) MESSAGES * maxPayload);
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
