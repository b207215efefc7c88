package dev.parley.api;

/** Why a socket left its namespace, in the words of the reference server. */
public enum DisconnectReason {
    /** The client closed the connection, or the connection was lost. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection failed. */
    TRANSPORT_ERROR("transport error"),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent something that is not a valid packet. */
    PARSE_ERROR("parse error"),
    /** The server closed the connection. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The node is shutting down. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** The client left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** The application disconnected the socket. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /** The reason as clients and logs name it. */
    public String text() {
        return text;
    }
}
