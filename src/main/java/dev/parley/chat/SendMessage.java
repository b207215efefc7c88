package dev.parley.chat;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The payload of {@code message} as a client sends it.
 *
 * @param from who the client says it is; null when it says nothing
 * @param room the room whose members shall get it; null when none
 * @param to the user or socket that shall get it; null when none
 * @param content what is said; not empty, because there would be nothing to show
 * @param type what kind of content it is
 * @param metadata anything else, for the receivers; null when none
 */
public record SendMessage(
        String from,
        @RoomName String room,

        @Size(min = 1, max = SendMessage.MAX_ID_LENGTH, message = "must be the id of a user or a socket") String to,

        @NotEmpty(message = "must not be empty") String content,
        @NotNull MessageType type,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata) {

    /** The longest id of a user that a token can have, in UTF-16 units; the ids of sockets are shorter. */
    public static final int MAX_ID_LENGTH = 255;
}
