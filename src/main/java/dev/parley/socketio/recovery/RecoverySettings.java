package dev.parley.socketio.recovery;

import java.time.Duration;

/**
 * The bounds of a namespace's recovery.
 *
 * @param window how long after the loss of its connection a client can be recovered, and how long an event is kept; zero
 *     is off
 * @param bytes the most heap that the log may take, by estimate
 * @param events the most events that the log may have
 * @param sessions the most sessions that may wait for their clients; when there are more, the oldest go
 */
public record RecoverySettings(Duration window, long bytes, int events, int sessions) {

    /** No recovery. */
    public static final RecoverySettings OFF = new RecoverySettings(Duration.ZERO, 1, 1, 1);

    private static final int MAX_EVENTS = 200_000;
    private static final int MAX_SESSIONS = 10_000;

    /** Checks that nothing is negative, and that the bounds are positive. */
    public RecoverySettings {
        if (window.isNegative() || bytes < 1 || events < 1 || sessions < 1) {
            throw new IllegalArgumentException("bounds must be positive, and the window must not be negative");
        }
    }

    /** Settings with the usual numbers of events and sessions. */
    public RecoverySettings(Duration window, long bytes) {
        this(window, bytes, MAX_EVENTS, MAX_SESSIONS);
    }

    /** Whether clients are recovered at all. */
    public boolean isOn() {
        return !window.isZero();
    }
}
