package dev.parley.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One Engine.IO packet: a type, and a text payload or (for a message) a binary payload.
 *
 * <p>Immutable and shared: a broadcast puts one instance into the queue of every member. The first thread that needs
 * the text frame, its size or the bytes of the WebSocket frame computes them once, for all threads (the race is benign,
 * as in {@link String#hashCode()}). The array of a binary packet is not copied, and nobody may change it.
 */
public final class EnginePacket {

    /** Heartbeat from the server. */
    public static final EnginePacket PING = new EnginePacket(EnginePacketType.PING, "", null);
    /** The client's answer to a ping. */
    public static final EnginePacket PONG = new EnginePacket(EnginePacketType.PONG, "", null);
    /** The transport can be closed. */
    public static final EnginePacket CLOSE = new EnginePacket(EnginePacketType.CLOSE, "", null);
    /** Ends a poll when there is no other packet. */
    public static final EnginePacket NOOP = new EnginePacket(EnginePacketType.NOOP, "", null);
    /** Completes an upgrade. */
    public static final EnginePacket UPGRADE = new EnginePacket(EnginePacketType.UPGRADE, "", null);

    private static final AtomicIntegerFieldUpdater<EnginePacket> HOLDERS =
            AtomicIntegerFieldUpdater.newUpdater(EnginePacket.class, "holders");

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
    /** The base64 form of a binary packet, once it has been needed; else null. Guarded by the monitor. */
    private EnginePacket base64;

    private volatile int holders;

    private EnginePacket(EnginePacketType type, String text, byte[] binary) {
        this.type = type;
        this.text = text;
        this.binary = binary;
    }

    /** Creates a message that consists only of a text frame. */
    private EnginePacket(String frame) {
        this(EnginePacketType.MESSAGE, null, null);
        this.frame = frame;
        this.size = frame.length();
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

    /**
     * The text payload without the type; null for a binary packet, and for its
     * {@linkplain #withoutBytes() base64 form}.
     */
    public String text() {
        return text;
    }

    /** The bytes of a binary packet, which nobody may change; null for a text packet. */
    public byte[] binary() {
        return binary;
    }

    /**
     * Returns the packet for a client that does not accept binary frames: a binary packet as a text frame of a
     * {@code b} and base64, any other packet as it is. The base64 form is made once for all receivers, because a
     * broadcast may be large. Only transports need it.
     */
    public EnginePacket withoutBytes() {
        return isBinary() ? base64() : this;
    }

    private synchronized EnginePacket base64() {
        if (base64 == null) {
            base64 = new EnginePacket(
                    EngineCodec.BINARY_PREFIX + Base64.getEncoder().encodeToString(binary));
        }
        return base64;
    }

    /**
     * The text frame on a WebSocket: the type's digit and the payload. A binary packet has none; use its form
     * {@linkplain #withoutBytes() without bytes}.
     */
    public String frame() {
        String encoded = frame;
        if (encoded == null) {
            encoded = text.isEmpty() ? String.valueOf(type.id()) : type.id() + text;
            frame = encoded;
        }
        return encoded;
    }

    /**
     * The packet as a complete WebSocket frame from the server, with its header (RFC 6455, section 5.2). All receivers
     * share one array, which nobody may change.
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

    /** The size of the packet in an outbound queue, in bytes: the length of its WebSocket frame's payload. */
    public int size() {
        int bytes = size;
        if (bytes == 0) {
            bytes = isBinary() ? Math.max(1, binary.length) : 1 + Utf8.length(text);
            size = bytes;
        }
        return bytes;
    }

    /** Counts a holder whose memory is counted. Returns whether it is the first. */
    public boolean hold() {
        return HOLDERS.getAndIncrement(this) == 0;
    }

    /** Removes a holder. Returns whether it was the last. */
    public boolean release() {
        return HOLDERS.decrementAndGet(this) == 0;
    }

    /** Whether the packet has exactly this type and this text; used to recognise a probe. */
    public boolean is(EnginePacketType otherType, String otherText) {
        return type == otherType && otherText.equals(text);
    }

    @Override
    public String toString() {
        return type + "(" + (isBinary() ? binary.length + " bytes" : frame().length() - 1 + " chars") + ")";
    }
}
