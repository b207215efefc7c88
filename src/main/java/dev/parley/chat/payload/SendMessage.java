package dev.parley.chat.payload;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The payload of {@code message} as a client sends it.
 *
 * @param from the user id that the client gives as the sender; null when none
 * @param room the room whose members get the message; null when none
 * @param to the id of the user or socket that gets the message; null when none
 * @param content the text of the message; not empty, because receivers would have nothing to show
 * @param type the kind of the content
 * @param metadata additional data for the receivers; null when none
 * @param clientId what the sender calls the message, so that a repetition is recognised; null when none
 */
public record SendMessage(
        String from,
        @RoomName String room,

        @Size(min = 1, max = SendMessage.MAX_ID_LENGTH, message = "must be the id of a user or a socket") String to,

        @NotEmpty(message = "must not be empty") String content,
        @NotNull MessageType type,

        @EncodedSize(max = EncodedSize.MAX_METADATA, message = EncodedSize.METADATA_TOO_LARGE)
        JsonObject metadata,

        @Size(min = 1, max = SendMessage.MAX_CLIENT_ID_LENGTH, message = "must have 1 to 64 characters") String clientId) {

    /** The longest id of a user that a token can have, in UTF-16 units; the ids of sockets are shorter. */
    public static final int MAX_ID_LENGTH = 255;

    /** The longest name that a sender can give to a message, in UTF-16 units. */
    static final int MAX_CLIENT_ID_LENGTH = 64;
}
