package dev.parley.engine.codec;

import java.nio.ByteBuffer;

/** Complete, unmasked WebSocket frames, as a server sends them (RFC 6455, section 5.2). */
final class WebSocketFrame {

    private static final int FIN_TEXT = 0x81;
    private static final int FIN_BINARY = 0x82;
    private static final int LARGEST_IN_SEVEN_BITS = 125;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int LARGEST_IN_16_BITS = 0xFFFF;
    private static final int SHORT_HEADER = 2;

    private WebSocketFrame() {}

    /** Builds a text frame from text in UTF-8. */
    static byte[] ofText(byte[] utf8) {
        return frame(FIN_TEXT, utf8);
    }

    /** Builds a binary frame. */
    static byte[] ofBinary(byte[] payload) {
        return frame(FIN_BINARY, payload);
    }

    private static byte[] frame(int head, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(headerLength(length) + length).put((byte) head);
        if (length <= LARGEST_IN_SEVEN_BITS) {
            frame.put((byte) length);
        } else if (length <= LARGEST_IN_16_BITS) {
            frame.put((byte) LENGTH_IN_16_BITS).putShort((short) length);
        } else {
            frame.put((byte) LENGTH_IN_64_BITS).putLong(length);
        }
        return frame.put(payload).array();
    }

    private static int headerLength(int length) {
        if (length <= LARGEST_IN_SEVEN_BITS) {
            return SHORT_HEADER;
        }
        return SHORT_HEADER + (length <= LARGEST_IN_16_BITS ? Short.BYTES : Long.BYTES);
    }
}
