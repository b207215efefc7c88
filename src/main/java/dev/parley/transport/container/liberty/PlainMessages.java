package dev.parley.transport.container.liberty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.transport.container.MessageReceiver;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The plain messages in the bytes of a client (RFC 6455, section 5.2): each is one whole frame with a mask and without
 * extensions, its text is valid, and its length is written in the shortest way and in two bytes at most. That is what a
 * client of Socket.IO sends nearly always. Anything else, valid or not, is left to the container.
 */
final class PlainMessages {

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int MASK_BIT = 0x80;
    private static final int OCTET = 0xff;
    private static final int LENGTH_BITS = 0x7f;
    private static final int LENGTH_IN_2 = 126;
    private static final int MASK_BYTES = 4;
    private static final int SHORT_HEADER = 2 + MASK_BYTES;
    private static final int LONG_HEADER = 4 + MASK_BYTES;

    /** Stands in a decoded text for what is not valid, unless the client has sent it. */
    private static final char REPLACEMENT = '\ufffd';

    private PlainMessages() {}

    /**
     * Takes a plain message and hands it on.
     *
     * @param bytes begin with a frame; big-endian. After the call they begin with the next frame, or are unchanged
     * @return whether they began with a plain message
     */
    static boolean take(ByteBuffer bytes, MessageReceiver receiver) {
        int begin = bytes.position();
        if (bytes.remaining() < SHORT_HEADER) {
            return false;
        }
        int first = bytes.get(begin) & OCTET;
        int header = headerBytes(bytes, begin);
        if (first != TEXT && first != BINARY || header == 0 || bytes.remaining() < header) {
            return false;
        }
        int length = header == SHORT_HEADER ? bytes.get(begin + 1) & LENGTH_BITS : bytes.getChar(begin + 2);
        if (bytes.remaining() - header < length || header == LONG_HEADER && length < LENGTH_IN_2) {
            return false;
        }
        byte[] payload = new byte[length];
        bytes.get(begin + header, payload);
        unmask(payload, bytes.getInt(begin + header - MASK_BYTES));
        String text = first == TEXT ? text(payload) : null;
        if (first == TEXT && text == null) {
            return false;
        }
        bytes.position(begin + header + length);
        if (first == TEXT) {
            receiver.receive(text, true);
        } else {
            receiver.receive(payload, true);
        }
        return true;
    }

    /** The bytes of the header; 0 without a mask, or with a long length. */
    private static int headerBytes(ByteBuffer bytes, int begin) {
        int second = bytes.get(begin + 1) & OCTET;
        int length = second & LENGTH_BITS;
        if ((second & MASK_BIT) == 0 || length > LENGTH_IN_2) {
            return 0;
        }
        return length == LENGTH_IN_2 ? LONG_HEADER : SHORT_HEADER;
    }

    private static void unmask(byte[] payload, int mask) {
        ByteBuffer view = ByteBuffer.wrap(payload);
        long twice = (long) mask << Integer.SIZE | Integer.toUnsignedLong(mask);
        int at = 0;
        for (; at <= payload.length - Long.BYTES; at += Long.BYTES) {
            view.putLong(at, view.getLong(at) ^ twice);
        }
        for (; at < payload.length; at++) {
            payload[at] ^= (byte) (mask >>> Byte.SIZE * (MASK_BYTES - 1 - at % MASK_BYTES));
        }
    }

    /** Returns null if the bytes are not UTF-8. */
    private static String text(byte[] payload) {
        String text = new String(payload, UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
