package dev.parley.engine.codec;

import java.util.Base64;
import java.util.List;

/**
 * Encoding and decoding of Engine.IO v4 packets (protocol, section "Packet encoding"). Stateless; any thread.
 *
 * <p>A WebSocket frame is one packet. A polling payload is several, with {@value #SEPARATOR_NAME} between them, where
 * binary ones are base64 behind a {@code b}.
 */
public final class EngineCodec {

    /** The record separator between the packets of a polling payload. */
    public static final char SEPARATOR = '\u001e';

    private static final String SEPARATOR_NAME = "U+001E";
    private static final char BINARY_PREFIX = 'b';

    private EngineCodec() {}

    /** Takes the packets of a payload one after the other, so that a payload of half a million costs no list. */
    @FunctionalInterface
    public interface PacketConsumer {
        /**
         * Takes the next packet.
         *
         * @return false to leave the rest of the payload unread
         */
        boolean accept(EnginePacket packet);
    }

    /**
     * The packet in a text frame.
     *
     * @throws MalformedPacketException when the frame is empty or starts with no packet type
     */
    public static EnginePacket decodeText(String frame) throws MalformedPacketException {
        if (frame.isEmpty()) {
            throw new MalformedPacketException("empty packet");
        }
        return EnginePacket.of(EnginePacketType.of(frame.charAt(0)), frame.substring(1));
    }

    /** The packet in a binary frame: always a message. The bytes are not copied. */
    public static EnginePacket decodeBinary(byte[] frame) {
        return EnginePacket.message(frame);
    }

    /** The payload of a poll's answer. At least one packet. */
    public static String encodePayload(List<EnginePacket> packets) {
        if (packets.size() == 1 && !packets.get(0).isBinary()) {
            return packets.get(0).frame();
        }
        StringBuilder payload = new StringBuilder();
        for (EnginePacket packet : packets) {
            if (payload.length() > 0) {
                payload.append(SEPARATOR);
            }
            if (packet.isBinary()) {
                payload.append(BINARY_PREFIX).append(Base64.getEncoder().encodeToString(packet.binary()));
            } else {
                payload.append(packet.type().id()).append(packet.text());
            }
        }
        return payload.toString();
    }

    /**
     * Hands the packets of a polling request's body to a consumer, in order.
     *
     * @throws MalformedPacketException at the first packet that is none; those before it have been handed over
     */
    public static void decodePayload(String payload, PacketConsumer consumer) throws MalformedPacketException {
        int start = 0;
        while (true) {
            int end = payload.indexOf(SEPARATOR, start);
            EnginePacket packet = decodeEncoded(payload, start, end < 0 ? payload.length() : end);
            if (!consumer.accept(packet) || end < 0) {
                return;
            }
            start = end + 1;
        }
    }

    private static EnginePacket decodeEncoded(String payload, int start, int end) throws MalformedPacketException {
        if (start == end) {
            throw new MalformedPacketException("empty packet");
        }
        char first = payload.charAt(start);
        String rest = payload.substring(start + 1, end);
        if (first != BINARY_PREFIX) {
            return EnginePacket.of(EnginePacketType.of(first), rest);
        }
        try {
            // The Java client breaks its base64 into lines.
            return EnginePacket.message(Base64.getDecoder().decode(rest.replace("\n", "")));
        } catch (IllegalArgumentException e) {
            throw new MalformedPacketException("not base64");
        }
    }
}
