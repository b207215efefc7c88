package dev.parley.engine;

/**
 * The errors of Engine.IO that are sent over HTTP, as {@code {"code":N,"message":"…"}}. Numbers and texts are those of
 * the reference server.
 */
public enum RequestError {
    /** The {@code transport} parameter is missing, unknown or given twice. */
    UNKNOWN_TRANSPORT(400, "Transport unknown"),
    /** There is no session with this id, or it has ended. */
    UNKNOWN_SID(400, "Session ID unknown"),
    /** Only a GET request may open a session. */
    BAD_HANDSHAKE_METHOD(400, "Bad handshake method"),
    /** The request does not fit the session's state or transport. */
    BAD_REQUEST(400, "Bad request"),
    /** A guard rejected the connection. */
    FORBIDDEN(403, "Forbidden"),
    /** The client does not speak version 4 of Engine.IO. */
    UNSUPPORTED_PROTOCOL_VERSION(400, "Unsupported protocol version");

    private final int status;
    private final String message;

    RequestError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The error's number, 0 to 5. */
    public int code() {
        return ordinal();
    }

    /** The HTTP status of the error's response. */
    public int status() {
        return status;
    }

    /** The error's text. */
    public String message() {
        return message;
    }
}
