package dev.parley.chat;

import java.time.Duration;

/**
 * What the chat can be told.
 *
 * @param maxRoomsPerConnection how many rooms one socket may be in
 * @param allowBroadcast whether a client may send a message to everybody
 * @param typingThrottle how long after a typing event of a socket its repetitions for the same room are dropped
 * @param typingTimeout how long after its last {@code typing-start} a user is taken to have stopped
 */
public record ChatSettings(
        int maxRoomsPerConnection, boolean allowBroadcast, Duration typingThrottle, Duration typingTimeout) {

    /** One second. */
    public static final Duration DEFAULT_TYPING_THROTTLE = Duration.ofSeconds(1);
    /** Ten seconds. */
    public static final Duration DEFAULT_TYPING_TIMEOUT = Duration.ofSeconds(10);
    /** 100 rooms, broadcasts allowed. */
    public static final ChatSettings DEFAULT = new ChatSettings(100, true);

    /** Checks that the numbers are positive. */
    public ChatSettings {
        if (maxRoomsPerConnection < 1) {
            throw new IllegalArgumentException("maxRoomsPerConnection must be positive, not " + maxRoomsPerConnection);
        }
        requirePositive(typingThrottle, "typingThrottle");
        requirePositive(typingTimeout, "typingTimeout");
    }

    /** Settings with the times of the contract. */
    public ChatSettings(int maxRoomsPerConnection, boolean allowBroadcast) {
        this(maxRoomsPerConnection, allowBroadcast, DEFAULT_TYPING_THROTTLE, DEFAULT_TYPING_TIMEOUT);
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
