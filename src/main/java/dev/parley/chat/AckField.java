package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.payload.RoomName;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A field of acknowledgements, with the value that it has in the acknowledgement of a refused event. Both values,
 * accepted and refused, have the same JSON type.
 */
enum AckField {
    /** The room as the client named it; empty if the client sent no string, or one that is too long for a room name. */
    ROOM("room", (socket, event, error) -> Optional.of(JSON.createValue(roomOf(event)))),
    /** The number of sockets in the room; 0 when refused. */
    MEMBER_COUNT("memberCount", (socket, event, error) -> Optional.of(JSON.createValue(0))),
    /** The last messages of a room, the oldest first; none when refused. */
    MESSAGES("messages", (socket, event, error) -> Optional.of(JsonValue.EMPTY_JSON_ARRAY)),
    /** The id that the server gave to the message; empty when refused. */
    ID("id", (socket, event, error) -> Optional.of(JSON.createValue(""))),
    /** The time at which the event was accepted or refused. */
    TIMESTAMP("timestamp", (socket, event, error) -> text(Timestamps.text(error.timestamp()))),
    /** The time at which the current token expires; missing if the socket has no user. */
    EXPIRES_AT(
            "expiresAt",
            (socket, event, error) -> SocketUser.find(socket).flatMap(user -> text(Timestamps.text(user.expiresAt()))));

    private final String text;
    private final RefusedValue refusedValue;

    AckField(String text, RefusedValue refusedValue) {
        this.text = text;
        this.refusedValue = refusedValue;
    }

    @FunctionalInterface
    private interface RefusedValue {
        Optional<JsonValue> of(Socket socket, IncomingEvent event, ChatError error);
    }

    /** The field's name on the wire. */
    String text() {
        return text;
    }

    /** The field's value for a refused event; empty if the acknowledgement does not have the field then. */
    Optional<JsonValue> whenRefused(Socket socket, IncomingEvent event, ChatError error) {
        return refusedValue.of(socket, event, error);
    }

    /**
     * The room that the client named; the empty string if it sent no string, or one that is too long for a room name.
     */
    static String roomOf(IncomingEvent event) {
        if (!event.arguments().isEmpty()
                && event.arguments().get(0) instanceof JsonObject payload
                && payload.get("room") instanceof JsonString room
                && room.getChars().length() <= RoomName.MAX_LENGTH) {
            return room.getString();
        }
        return "";
    }

    private static Optional<JsonValue> text(String value) {
        return Optional.of(JSON.createValue(value));
    }
}
