package dev.parley.engine;

/**
 * All reasons for the end of a session. The texts are those of the reference server, which applications know. The codes
 * are those of RFC 6455, section 7.4, for the close frame of a WebSocket.
 */
public enum CloseReason {
    /** The client closed the connection, or the connection was lost. */
    TRANSPORT_CLOSE("transport close", 1000),
    /** The transport failed, or the client broke the transport's rules (two polls at once). */
    TRANSPORT_ERROR("transport error", 1002),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout", 1001),
    /** The client sent something that is not a packet. */
    PARSE_ERROR("parse error", 1002),
    /** This side closed the session. */
    FORCED_CLOSE("forced close", 1000),
    /** The client sent a message that exceeds the size limit. */
    MESSAGE_TOO_BIG("transport error", 1009),
    /**
     * The client read too slowly: its queue was full, its queue was too long for too long, or a send made no progress.
     */
    SLOW_CONSUMER("transport error", 1008),
    /**
     * The queues of all clients together exceeded their budget, and this client had the largest queue or was the
     * slowest.
     */
    OVER_BUDGET("transport error", 1013),
    /**
     * Nothing was read from the client for too long, because what it had sent before was not handled; or it sent more
     * than may wait.
     */
    BACK_PRESSURE("transport error", 1013),
    /** The node is shutting down. */
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

    /** The text of the close frame of a WebSocket; empty where the reference server sends none. */
    public String webSocketText() {
        return this == MESSAGE_TOO_BIG ? "" : text;
    }

    /** The status code of the close frame of a WebSocket. */
    public int webSocketCode() {
        return webSocketCode;
    }
}
