package dev.parley.chat.payload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The payload of {@code room-history}.
 *
 * @param room the room
 * @param limit how many messages at most; null for all that are kept
 */
public record ReadHistory(
        @NotNull @RoomName String room,

        @Min(value = 1, message = ReadHistory.WRONG_LIMIT) @Max(value = ReadHistory.MAX_LIMIT, message = ReadHistory.WRONG_LIMIT) Integer limit) {

    /** The most messages that can be asked for, which is as many as can be kept. */
    public static final int MAX_LIMIT = 1000;

    /** The error message. */
    static final String WRONG_LIMIT = "must be 1 to 1000";

    /** How many messages are asked for. */
    public int wanted() {
        return limit == null ? MAX_LIMIT : limit;
    }
}
