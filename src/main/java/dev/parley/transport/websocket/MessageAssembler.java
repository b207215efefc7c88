package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.codec.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.function.IntSupplier;

/**
 * Assembles the parts of a message and counts them, because no container enforces its own limits both for one large
 * frame and for many small ones. Only one thread at a time calls it. If a message is never finished, the heartbeat ends
 * the session, because the client cannot answer a ping in the middle of a message.
 */
final class MessageAssembler {

    private static final int MIN_PARTS = 1024;
    /** A large number of parts that are smaller than this on average is an attack. */
    private static final int MIN_AVERAGE_PART = 256;

    private final StringBuilder text = new StringBuilder(0);
    private ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
    private volatile InboundBudget.Holding holding = InboundBudget.Holding.NONE;
    private final IntSupplier maxBytes;
    private int bytes;
    private int parts;

    /** Creates an assembler for messages up to a limit in bytes, which is read again for each part. */
    MessageAssembler(IntSupplier maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** From now on, the bytes of an incomplete message are counted in this budget. */
    void tell(InboundBudget.Holding budget) {
        holding = budget;
    }

    /** Adds a part of a text message. Returns the message with its last part, and null before that. */
    String text(String part, boolean last) throws MessageRefusedException {
        count(Utf8.length(part) + joined(part));
        if (last && text.isEmpty()) {
            reset();
            return part;
        }
        text.append(part);
        if (!last) {
            hold();
            return null;
        }
        String message = text.toString();
        reset();
        return message;
    }

    /** Adds a part of a binary message. Returns the message with its last part, and null before that. */
    byte[] binary(byte[] part, boolean last) throws MessageRefusedException {
        count(part.length);
        if (last && binary.size() == 0) {
            reset();
            return part;
        }
        binary.writeBytes(part);
        if (!last) {
            hold();
            return null;
        }
        byte[] message = binary.toByteArray();
        reset();
        return message;
    }

    /**
     * The bytes to add if a surrogate pair is split over two parts: each half alone counts as one byte, but the pair
     * has four.
     */
    private int joined(String part) {
        int end = text.length();
        boolean pair = end > 0 && !part.isEmpty() && Character.isSurrogatePair(text.charAt(end - 1), part.charAt(0));
        return pair ? 2 : 0;
    }

    private void count(int more) throws MessageRefusedException {
        int limit = maxBytes.getAsInt();
        parts++;
        if (more > limit - bytes || parts > MIN_PARTS + limit / MIN_AVERAGE_PART) {
            reset();
            throw new MessageRefusedException(CloseReason.MESSAGE_TOO_BIG);
        }
        bytes += more;
    }

    /**
     * Counts the bytes that are held for the current message.
     *
     * @param below the bytes of the message that the container holds in addition
     * @return false if they must not be held
     */
    boolean hold(long below) {
        return holding.hold(bytes + below);
    }

    private void hold() throws MessageRefusedException {
        if (!hold(0)) {
            reset();
            throw new MessageRefusedException(CloseReason.OVER_BUDGET);
        }
    }

    /** Frees the memory of a large message. */
    private void reset() {
        if (parts > 1) {
            holding.hold(0);
        }
        text.setLength(0);
        text.trimToSize();
        if (binary.size() > 0) {
            binary = new ByteArrayOutputStream(0);
        }
        bytes = 0;
        parts = 0;
    }

    /** The message exceeds the limit, has too many parts, or is more than the node can hold now. */
    static final class MessageRefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final CloseReason reason;

        MessageRefusedException(CloseReason reason) {
            super(null, null, false, false);
            this.reason = reason;
        }

        /** The reason for the end of the connection. */
        CloseReason reason() {
            return reason;
        }
    }
}
