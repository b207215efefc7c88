package dev.parley.chat;

import java.time.Duration;

/**
 * The settings of the chat.
 *
 * @param maxRoomsPerConnection how many rooms one socket may be in
 * @param allowBroadcast whether a client may send a message to everybody
 * @param typingThrottle for this long after a typing event of a socket, repetitions of the event for the same room are
 *     dropped
 * @param typingTimeout this long after the last {@code typing-start} of a socket, its user counts as having stopped
 *     typing
 * @param presenceGrace for this long the presence of a user whose connection broke stays unchanged; zero means not at
 *     all
 * @param maxRoomMetadata the most bytes for the metadata of all rooms of a node together; 0 or more
 */
public record ChatSettings(
        int maxRoomsPerConnection,
        boolean allowBroadcast,
        Duration typingThrottle,
        Duration typingTimeout,
        Duration presenceGrace,
        long maxRoomMetadata) {

    /** One second. */
    public static final Duration DEFAULT_TYPING_THROTTLE = Duration.ofSeconds(1);
    /** Ten seconds. */
    public static final Duration DEFAULT_TYPING_TIMEOUT = Duration.ofSeconds(10);
    /** A twentieth of the heap. */
    private static final long DEFAULT_ROOM_METADATA = Runtime.getRuntime().maxMemory() / 20;
    /** 100 rooms, broadcasts allowed. */
    public static final ChatSettings DEFAULT = new ChatSettings(100, true);

    /** Checks that the number of rooms and the durations are positive, and that the bytes are not negative. */
    public ChatSettings {
        if (maxRoomsPerConnection < 1) {
            throw new IllegalArgumentException("maxRoomsPerConnection must be positive, not " + maxRoomsPerConnection);
        }
        if (maxRoomMetadata < 0) {
            throw new IllegalArgumentException("maxRoomMetadata must not be negative: " + maxRoomMetadata);
        }
        if (presenceGrace.isNegative()) {
            throw new IllegalArgumentException("presenceGrace must not be negative: " + presenceGrace);
        }
        requirePositive(typingThrottle, "typingThrottle");
        requirePositive(typingTimeout, "typingTimeout");
    }

    /** Settings without grace that allow a twentieth of the heap for the metadata of rooms. */
    public ChatSettings(
            int maxRoomsPerConnection, boolean allowBroadcast, Duration typingThrottle, Duration typingTimeout) {
        this(
                maxRoomsPerConnection,
                allowBroadcast,
                typingThrottle,
                typingTimeout,
                Duration.ZERO,
                DEFAULT_ROOM_METADATA);
    }

    /** Settings with the durations of the contract. */
    public ChatSettings(int maxRoomsPerConnection, boolean allowBroadcast) {
        this(maxRoomsPerConnection, allowBroadcast, DEFAULT_TYPING_THROTTLE, DEFAULT_TYPING_TIMEOUT);
    }

    /** The same settings with another grace. */
    public ChatSettings withPresenceGrace(Duration grace) {
        return new ChatSettings(
                maxRoomsPerConnection, allowBroadcast, typingThrottle, typingTimeout, grace, maxRoomMetadata);
    }

    /** The same settings with another limit for the metadata of rooms. */
    public ChatSettings withMaxRoomMetadata(long bytes) {
        return new ChatSettings(
                maxRoomsPerConnection, allowBroadcast, typingThrottle, typingTimeout, presenceGrace, bytes);
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
