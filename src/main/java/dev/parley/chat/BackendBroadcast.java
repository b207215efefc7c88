package dev.parley.chat;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * A {@code broadcast} as a backend asks for it.
 *
 * @param event what has happened, in the backend's own words
 * @param data anything that goes with it
 * @param rooms for the members of these; null for everybody, and not empty, because a backend that has found no room does
 *     not mean everybody
 * @param excludeSockets the ids of sockets that do not get it; null for none
 */
public record BackendBroadcast(
        @NotBlank(message = "must not be blank") @Size(max = MAX_EVENT_LENGTH, message = "must not be longer than 128 characters") String event,

        @NotNull JsonValue data,

        @Size(min = 1, max = MAX_ROOMS, message = "must have 1 to 100 rooms, or be left out for everybody") Set<@RoomName String> rooms,

        @Size(max = MAX_EXCLUDED, message = "must not have more than 1000 sockets") Set<@Size(min = 1, max = SendMessage.MAX_ID_LENGTH, message = "must be ids of sockets") String>
                excludeSockets) {

    /** In UTF-16 units. */
    public static final int MAX_EVENT_LENGTH = 128;

    /** The most rooms that one broadcast may name. */
    public static final int MAX_ROOMS = 100;

    /** The most sockets that one broadcast may leave out. */
    public static final int MAX_EXCLUDED = 1000;
}
