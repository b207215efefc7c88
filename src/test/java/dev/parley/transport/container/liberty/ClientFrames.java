package dev.parley.transport.container.liberty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Frames as a client sends them, masked. */
final class ClientFrames {

    private static final byte[] MASK = {0x5a, (byte) 0x91, 0x03, (byte) 0xe7};

    private ClientFrames() {}

    static byte[] of(int first, String text) {
        return of(first, text.getBytes(UTF_8));
    }

    /** A frame with this first byte and this payload of at most 65,535 bytes. */
    static byte[] of(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) 0xfe).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    static byte[] all(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
