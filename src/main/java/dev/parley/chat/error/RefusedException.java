package dev.parley.chat.error;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * A request of a client or a backend is refused. The message is sent to that client or backend and is written for it.
 */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_NAME_LENGTH = 64;

    private final ErrorCode code;
    private final transient JsonObject details;

    public RefusedException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** The details may be null. */
    public RefusedException(ErrorCode code, String message, JsonObject details) {
        // Refusals are routine, and any client can cause them: no stack trace is filled in.
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.details = details;
    }

    /**
     * Creates a refusal because a field of the payload is wrong. The reason completes a sentence that begins with the
     * field's name.
     */
    public static RefusedException field(ErrorCode code, String field, String reason) {
        return new RefusedException(
                code,
                field + " " + reason + ".",
                JSON.createObjectBuilder()
                        .add("field", field)
                        .add("reason", reason)
                        .build());
    }

    /**
     * Creates a refusal with {@code INVALID_MESSAGE} because a field of the payload is wrong. The reason completes a
     * sentence that begins with the field's name.
     */
    public static RefusedException field(String field, String reason) {
        return field(ErrorCode.INVALID_MESSAGE, field, reason);
    }

    /** Creates a refusal of an event that nobody handles. The name is any text of a client. */
    public static RefusedException unknownEvent(String name) {
        String shown = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
        return new RefusedException(
                ErrorCode.INVALID_MESSAGE,
                "There is no such event here: " + shown,
                JSON.createObjectBuilder()
                        .add("field", "event")
                        .add("reason", "is not known")
                        .add("event", shown)
                        .build());
    }

    /** Creates a refusal because the user may not do something in a room. */
    public static RefusedException notAllowedIn(String room, String message) {
        return new RefusedException(
                ErrorCode.AUTHORIZATION_FAILED,
                message,
                JSON.createObjectBuilder().add("room", room).build());
    }

    /** The kind of refusal. */
    public ErrorCode code() {
        return code;
    }

    /**
     * More data for programs: {@code field} and {@code reason} when a field of the payload is wrong. Null when none.
     */
    public JsonObject details() {
        return details;
    }
}
