package dev.parley.engine.codec;

import java.util.Base64;
import java.util.List;

/**
 * Encodes and decodes Engine.IO v4 packets (protocol, section "Packet encoding"). Stateless; any thread may use it.
 *
 * <p>A WebSocket frame is one packet. A polling payload is several packets, with {@value #SEPARATOR_NAME} between them.
 * In a polling payload, a binary packet is a {@code b} and base64; so it is in the text frames for a client that does
 * not accept binary frames.
 */
public final class EngineCodec {

    /** The record separator between the packets of a polling payload. */
    public static final char SEPARATOR = '\u001e';

    private static final String SEPARATOR_NAME = "U+001E";
    /** The prefix of a binary packet that is sent as base64 text. */
    static final String BINARY_PREFIX = "b";

    private EngineCodec() {}

    /**
     * Receives the packets of a payload one after the other, so that a payload of half a million packets needs no list.
     */
    @FunctionalInterface
    public interface PacketConsumer {
        /**
         * Receives the next packet.
         *
         * @return false to leave the rest of the payload unread
         */
        boolean accept(EnginePacket packet);
    }

    /**
     * Decodes the packet in a text frame.
     *
     * @throws MalformedPacketException if the frame is empty, does not start with a packet type, or has invalid base64
     */
    public static EnginePacket decodeText(String frame) throws MalformedPacketException {
        if (frame.isEmpty()) {
            throw new MalformedPacketException("empty packet");
        }
        String payload = frame.substring(1);
        return frame.startsWith(BINARY_PREFIX)
                ? decodeBase64(payload)
                : EnginePacket.of(EnginePacketType.of(frame.charAt(0)), payload);
    }

    private static EnginePacket decodeBase64(String base64) throws MalformedPacketException {
        try {
            // The Java client breaks its base64 into lines.
            return EnginePacket.message(Base64.getDecoder().decode(base64.replace("\n", "")));
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException("not base64");
        }
    }

    /** Decodes the packet in a binary frame, which is always a message. The bytes are not copied. */
    public static EnginePacket decodeBinary(byte[] frame) {
        return EnginePacket.message(frame);
    }

    /** Encodes the payload of a poll's response. The list must have at least one packet. */
    public static String encodePayload(List<EnginePacket> packets) {
        if (packets.size() == 1) {
            return packets.get(0).withoutBytes().frame();
        }
        StringBuilder payload = new StringBuilder();
        for (EnginePacket packet : packets) {
            if (payload.length() > 0) {
                payload.append(SEPARATOR);
            }
            if (packet.isBinary()) {
                payload.append(packet.withoutBytes().frame());
            } else {
                payload.append(packet.type().id()).append(packet.text());
            }
        }
        return payload.toString();
    }

    /**
     * Passes the packets of a polling request's body to a consumer, in order.
     *
     * @throws MalformedPacketException at the first malformed packet; the packets before it have been passed on
     */
    public static void decodePayload(String payload, PacketConsumer consumer) throws MalformedPacketException {
        PayloadPackets packets = new PayloadPackets(payload);
        boolean wanted = true;
        while (wanted && packets.hasNext()) {
            wanted = consumer.accept(packets.next());
        }
    }
}
