package dev.parley.history;

import java.time.Duration;

/**
 * The bounds of a room's history.
 *
 * @param messages how many messages of a room are kept; 0 keeps none
 * @param bytes how many bytes the messages of a room may have together, as JSON in UTF-8; positive
 * @param age how long a message is kept; positive
 */
public record HistorySettings(int messages, int bytes, Duration age) {

    /** Nothing is kept. */
    public static final HistorySettings OFF = new HistorySettings(0, 1, Duration.ofMillis(1));

    /** Checks the bounds. */
    public HistorySettings {
        if (messages < 0 || bytes < 1 || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("not the bounds of a history: " + messages + ", " + bytes + ", " + age);
        }
    }

    /** Whether messages are kept. */
    public boolean isOn() {
        return messages > 0;
    }
}
