package dev.parley.chat.payload;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * A backend's request for a {@code broadcast}.
 *
 * @param event the name of the backend's event; the backend chooses it
 * @param data the data of the event; any JSON value except null
 * @param rooms the rooms whose members get the broadcast; null for everybody. An empty set is refused, because a
 *     backend that has found no room does not want to reach everybody
 * @param excludeSockets the ids of sockets that do not get the broadcast; null for none
 */
public record BackendBroadcast(
        @NotBlank(message = "must not be blank") @Size(max = MAX_EVENT_LENGTH, message = "must not be longer than 128 characters") String event,

        @NotNull JsonValue data,

        @Size(min = 1, max = MAX_ROOMS, message = "must have 1 to 100 rooms, or be left out for everybody") Set<@RoomName String> rooms,

        @Size(max = MAX_EXCLUDED, message = "must not have more than 1000 sockets") Set<@Size(min = 1, max = SendMessage.MAX_ID_LENGTH, message = "must be ids of sockets") String>
                excludeSockets) {

    /** The longest event name, in UTF-16 units. */
    public static final int MAX_EVENT_LENGTH = 128;

    /** The largest number of rooms of one broadcast. */
    public static final int MAX_ROOMS = 100;

    /** The largest number of excluded sockets of one broadcast. */
    public static final int MAX_EXCLUDED = 1000;
}
