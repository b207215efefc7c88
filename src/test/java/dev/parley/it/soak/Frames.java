package dev.parley.it.soak;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames of clients (RFC 6455). The mask is of zeros and so changes nothing. */
final class Frames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;

    private static final int MASKED = 0x80;
    private static final int IN_16_BITS = 126;
    private static final int IN_64_BITS = 127;
    private static final int LARGEST_IN_7_BITS = 125;
    private static final int LARGEST_IN_16_BITS = 0xFFFF;

    private Frames() {}

    /** A whole text message. */
    static byte[] text(String message) {
        return frame(FIN | TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame with its payload. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.writeBytes(header(firstByte, payload.length));
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** The header of a frame whose payload is to follow. */
    static byte[] header(int firstByte, int length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
        if (length <= LARGEST_IN_7_BITS) {
            header.put((byte) (MASKED | length));
        } else if (length <= LARGEST_IN_16_BITS) {
            header.put((byte) (MASKED | IN_16_BITS)).putShort((short) length);
        } else {
            header.put((byte) (MASKED | IN_64_BITS)).putLong(length);
        }
        header.putInt(0);
        byte[] bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }
}
