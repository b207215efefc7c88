package dev.parley.engine.codec;

/** The packet types of Engine.IO v4, in the order of their identifiers (protocol, section "Protocol"). */
public enum EnginePacketType {
    /** Server to client: the handshake's answer. */
    OPEN,
    /** Both directions: the transport can be closed. */
    CLOSE,
    /** Server to client: heartbeat; client to server only as the probe of an upgrade. */
    PING,
    /** Client to server: answer to a ping; server to client only as the answer to a probe. */
    PONG,
    /** Both directions: a message of the layer above, text or binary. */
    MESSAGE,
    /** Client to server: completes an upgrade. */
    UPGRADE,
    /** Server to client: ends a poll without any content. */
    NOOP;

    private static final EnginePacketType[] BY_ID = values();

    /** The digit at the start of an encoded packet. */
    public char id() {
        return (char) ('0' + ordinal());
    }

    /**
     * Returns the type with this identifier.
     *
     * @throws MalformedPacketException if there is no such type
     */
    static EnginePacketType of(char id) throws MalformedPacketException {
        int index = id - '0';
        if (index < 0 || index >= BY_ID.length) {
            throw new MalformedPacketException("unknown packet type");
        }
        return BY_ID[index];
    }
}
