package dev.parley.socketio;

import java.time.Duration;

/**
 * What a {@link SocketServer} can be told.
 *
 * @param connectTimeout how long a client may take from the opening of its session to its first namespace, and from a
 *     binary packet to its last attachment
 */
public record SocketSettings(Duration connectTimeout) {

    /** Checks that it is positive. */
    public SocketSettings {
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive, not " + connectTimeout);
        }
    }
}
