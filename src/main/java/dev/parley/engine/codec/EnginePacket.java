package dev.parley.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One Engine.IO packet: a type, and a text or (for a message) binary payload.
 *
 * <p>Immutable and shared: a broadcast puts one instance into every member's queue. The text frame and its size are
 * computed once, by the first thread that asks, and are then there for all (the race is benign, as in {@link
 * String#hashCode()}), and so are the bytes on a WebSocket. The array behind a binary packet is not copied and must not be changed by anybody.
 */
public final class EnginePacket {

    /** Heartbeat from the server. */
    public static final EnginePacket PING = new EnginePacket(EnginePacketType.PING, "", null);
    /** Heartbeat's answer from the client. */
    public static final EnginePacket PONG = new EnginePacket(EnginePacketType.PONG, "", null);
    /** The transport can be closed. */
    public static final EnginePacket CLOSE = new EnginePacket(EnginePacketType.CLOSE, "", null);
    /** Ends a poll that has nothing else to say. */
    public static final EnginePacket NOOP = new EnginePacket(EnginePacketType.NOOP, "", null);
    /** Completes an upgrade. */
    public static final EnginePacket UPGRADE = new EnginePacket(EnginePacketType.UPGRADE, "", null);

    private static final EnginePacket[] EMPTY_BY_TYPE = {
        new EnginePacket(EnginePacketType.OPEN, "", null),
        CLOSE,
        PING,
        PONG,
        new EnginePacket(EnginePacketType.MESSAGE, "", null),
        UPGRADE,
        NOOP
    };

    private final EnginePacketType type;
    private final String text;
    private final byte[] binary;
    private String frame;
    private int size;
    private volatile byte[] webSocketFrame;

    private EnginePacket(EnginePacketType type, String text, byte[] binary) {
        this.type = type;
        this.text = text;
        this.binary = binary;
    }

    /** A text message. */
    public static EnginePacket message(String text) {
        return of(EnginePacketType.MESSAGE, text);
    }

    /** A binary message over the given bytes, which are not copied. */
    public static EnginePacket message(byte[] binary) {
        return new EnginePacket(EnginePacketType.MESSAGE, null, Objects.requireNonNull(binary));
    }

    /** A packet of any type with a text payload, which may be empty. */
    public static EnginePacket of(EnginePacketType type, String text) {
        return text.isEmpty() ? EMPTY_BY_TYPE[type.ordinal()] : new EnginePacket(type, text, null);
    }

    /** The packet's type. */
    public EnginePacketType type() {
        return type;
    }

    /** Whether the payload is bytes; then {@link #binary()} has it, otherwise {@link #text()}. */
    public boolean isBinary() {
        return binary != null;
    }

    /** The text payload without the type; null for a binary packet. */
    public String text() {
        return text;
    }

    /** The bytes of a binary packet, not to be changed; null for a text packet. */
    public byte[] binary() {
        return binary;
    }

    /** The text frame as it goes over a WebSocket: the type's digit and the payload. Text packets only. */
    public String frame() {
        String encoded = frame;
        if (encoded == null) {
            encoded = text.isEmpty() ? String.valueOf(type.id()) : type.id() + text;
            frame = encoded;
        }
        return encoded;
    }

    /**
     * The packet as a whole frame on the wire of a WebSocket from the server, header included (RFC 6455, section 5.2). One
     * array for all receivers, not to be changed by anybody.
     */
    public byte[] webSocketFrame() {
        byte[] encoded = webSocketFrame;
        if (encoded == null) {
            encoded = isBinary()
                    ? WebSocketFrame.ofBinary(binary)
                    : WebSocketFrame.ofText(frame().getBytes(StandardCharsets.UTF_8));
            webSocketFrame = encoded;
        }
        return encoded;
    }

    /** What the packet weighs in an outbound queue, in bytes: the length of its WebSocket frame's payload. */
    public int size() {
        int bytes = size;
        if (bytes == 0) {
            bytes = isBinary() ? Math.max(1, binary.length) : 1 + Utf8.length(text);
            size = bytes;
        }
        return bytes;
    }

    /** Whether this is the given type with exactly the given text; how a probe is recognised. */
    public boolean is(EnginePacketType otherType, String otherText) {
        return type == otherType && otherText.equals(text);
    }

    @Override
    public String toString() {
        return type + "(" + (isBinary() ? binary.length + " bytes" : text.length() + " chars") + ")";
    }
}
