package dev.parley.chat.error;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;

/**
 * An error that is sent to a client: the payload of {@code error} and {@code room-error}, the {@code error} of an
 * acknowledgement, or the {@code data} of a CONNECT_ERROR.
 *
 * @param code the kind of error, for programs
 * @param message a message for people that says what they can do
 * @param details more data for programs; null when none
 * @param timestamp when the error occurred
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
