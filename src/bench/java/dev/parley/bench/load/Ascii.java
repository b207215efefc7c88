package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Looking for bytes in a buffer, without moving it and without making a string of it. */
final class Ascii {

    /** What ends the head of an HTTP message. */
    static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private Ascii() {}

    /** Whether a part of the buffer begins with something. */
    static boolean startsWith(ByteBuffer in, int start, int end, byte[] prefix) {
        if (end - start < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (in.get(start + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where something is in a part of the buffer; -1 when it is not. */
    static int indexOf(ByteBuffer in, int start, int end, byte[] wanted) {
        for (int i = start; i <= end - wanted.length; i++) {
            if (startsWith(in, i, end, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Where a byte is in a part of the buffer; -1 when it is not. */
    static int indexOf(ByteBuffer in, int start, int end, byte wanted) {
        for (int i = start; i < end; i++) {
            if (in.get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** A copy of a part of the buffer. */
    static byte[] bytes(ByteBuffer in, int start, int end) {
        byte[] bytes = new byte[end - start];
        in.get(start, bytes);
        return bytes;
    }

    /** A part of the buffer as a text. */
    static String text(ByteBuffer in, int start, int end) {
        return new String(bytes(in, start, end), StandardCharsets.UTF_8);
    }

    /** A text as bytes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
