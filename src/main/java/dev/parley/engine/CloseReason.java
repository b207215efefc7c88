package dev.parley.engine;

/**
 * Why a session ended: all reasons, in one place. The texts are those of the reference server, which applications
 * know; the codes are those of RFC 6455, section 7.4, for the close frame of a WebSocket.
 */
public enum CloseReason {
    /** The client closed the connection, or it was lost. */
    TRANSPORT_CLOSE("transport close", 1000),
    /** The transport failed, or the client broke its rules (two polls at once). */
    TRANSPORT_ERROR("transport error", 1002),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout", 1001),
    /** The client sent what is no packet. */
    PARSE_ERROR("parse error", 1002),
    /** This side closed the session. */
    FORCED_CLOSE("forced close", 1000),
    /** The client sent a message over the limit. */
    MESSAGE_TOO_BIG("transport error", 1009),
    /** The client did not take what was sent to it: its queue was full, or a send stood still for too long. */
    SLOW_CONSUMER("transport error", 1008),
    /** The node goes down. */
    SERVER_SHUTTING_DOWN("server shutting down", 1001);

    private final String text;
    private final int webSocketCode;

    CloseReason(String text, int webSocketCode) {
        this.text = text;
        this.webSocketCode = webSocketCode;
    }

    /** The reason as applications see it, e.g. {@code ping timeout}. */
    public String text() {
        return text;
    }

    /** The status code of the close frame, when the transport is a WebSocket. */
    public int webSocketCode() {
        return webSocketCode;
    }
}
