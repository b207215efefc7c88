package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;

/**
 * What a client is told when something was refused: the payload of {@code error} and {@code room-error}, the
 * {@code error} of an acknowledgement, the {@code data} of a CONNECT_ERROR.
 *
 * @param code for a program
 * @param message for a person, who can act on it
 * @param details more for a program; null when there is no more to say
 * @param timestamp when
 */
public record ChatError(ErrorCode code, String message, JsonObject details, Instant timestamp) {

    /** Only the details may be null. */
    public ChatError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /** The error as {@code {code, message, details?, timestamp}}. */
    public JsonObject toJson() {
        JsonObjectBuilder json =
                JSON.createObjectBuilder().add("code", code.name()).add("message", message);
        if (details != null) {
            json.add("details", details);
        }
        return json.add("timestamp", Timestamps.text(timestamp)).build();
    }
}
