package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import java.util.Objects;

/** What somebody asked for is refused, with what it shall be told; the message is written for that reader. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient JsonObject details;

    RefusedException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** The details may be null. */
    RefusedException(ErrorCode code, String message, JsonObject details) {
        // Refusals are routine, and any client can cause them: no stack trace is filled in.
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.details = details;
    }

    /** A field of the payload is wrong; the reason completes a sentence that begins with the field's name. */
    static RefusedException field(ErrorCode code, String field, String reason) {
        return new RefusedException(
                code,
                field + " " + reason + ".",
                JSON.createObjectBuilder()
                        .add("field", field)
                        .add("reason", reason)
                        .build());
    }

    /** A field of the payload has the wrong shape. */
    static RefusedException field(String field, String reason) {
        return field(ErrorCode.INVALID_MESSAGE, field, reason);
    }

    /** The user may not do something with a room. */
    static RefusedException notAllowedIn(String room, String message) {
        return new RefusedException(
                ErrorCode.AUTHORIZATION_FAILED,
                message,
                JSON.createObjectBuilder().add("room", room).build());
    }

    /** What kind of refusal it is. */
    public ErrorCode code() {
        return code;
    }

    /**
     * More for a program: {@code field} and {@code reason} when a field of the payload is wrong. Null when there is no more
     * to say.
     */
    public JsonObject details() {
        return details;
    }
}
