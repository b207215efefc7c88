package dev.parley.transport.websocket;

import dev.parley.engine.codec.Utf8;
import java.io.ByteArrayOutputStream;

/**
 * Puts the parts of a message together and counts them: no container enforces its own limits both for one large frame
 * and for many small ones. Called by one thread at a time. A message that is never finished ends with the heartbeat,
 * since its sender cannot answer a ping meanwhile.
 */
final class MessageAssembler {

    private static final int MIN_PARTS = 1024;
    /** Parts smaller than this on average, in great number, are an attack. */
    private static final int MIN_AVERAGE_PART = 256;

    private final int maxBytes;
    private final int maxParts;
    private final StringBuilder text = new StringBuilder(0);
    private ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
    private int bytes;
    private int parts;

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
        this.maxParts = MIN_PARTS + maxBytes / MIN_AVERAGE_PART;
    }

    /** Adds a part of a text message; returns the message with its last part, before that null. */
    String text(String part, boolean last) throws MessageTooBigException {
        count(Utf8.length(part));
        if (last && text.isEmpty()) {
            reset();
            return part;
        }
        text.append(part);
        if (!last) {
            return null;
        }
        String message = text.toString();
        reset();
        return message;
    }

    /** Adds a part of a binary message; returns the message with its last part, before that null. */
    byte[] binary(byte[] part, boolean last) throws MessageTooBigException {
        count(part.length);
        if (last && binary.size() == 0) {
            reset();
            return part;
        }
        binary.writeBytes(part);
        if (!last) {
            return null;
        }
        byte[] message = binary.toByteArray();
        reset();
        return message;
    }

    private void count(int more) throws MessageTooBigException {
        parts++;
        if (more > maxBytes - bytes || parts > maxParts) {
            reset();
            throw new MessageTooBigException();
        }
        bytes += more;
    }

    /** Gives back what a large message took. */
    private void reset() {
        text.setLength(0);
        text.trimToSize();
        if (binary.size() > 0) {
            binary = new ByteArrayOutputStream(0);
        }
        bytes = 0;
        parts = 0;
    }

    /** The message is over the limit, or in too many parts. */
    static final class MessageTooBigException extends Exception {
        private static final long serialVersionUID = 1L;

        MessageTooBigException() {
            super(null, null, false, false);
        }
    }
}
