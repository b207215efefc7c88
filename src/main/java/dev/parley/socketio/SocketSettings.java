package dev.parley.socketio;

import java.time.Duration;

/**
 * The settings of a {@link SocketServer}.
 *
 * @param connectTimeout how long a client may take from the opening of its session until it has joined its first
 *     namespace, and from the text of a binary packet to the packet's last attachment
 */
public record SocketSettings(Duration connectTimeout) {

    /** Checks that the time-out is positive. */
    public SocketSettings {
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive, not " + connectTimeout);
        }
    }
}
