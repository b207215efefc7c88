package dev.parley.transport.upgrade;

/**
 * Reads the headers of a client's frames (RFC 6455, section 5.2) in the bytes of a connection, which may be split
 * anywhere, and skips the payloads that the headers announce. It stores only the current header. For one thread at a
 * time.
 *
 * <p>It checks the mask, because a client's frame without a mask is an error (section 5.1), and the declared length. It
 * does not check opcodes and reserved bits, because these cost the container nothing before it checks them itself.
 */
public final class FrameHeaders {

    /** The result of the check of the headers. */
    public enum Verdict {
        /** All headers so far are valid. */
        GOOD,
        /** A frame has no mask, or its length is not a valid number. */
        MALFORMED,
        /** A frame declares a payload longer than allowed. */
        TOO_BIG
    }

    private static final int FIN_BIT = 0x80;
    private static final int OPCODE_BITS = 0x0f;
    private static final int CLOSE = 8;
    private static final int MASK_BIT = 0x80;
    private static final int LENGTH_BITS = 0x7f;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;
    private static final int SHORTEST = 2;
    private static final int MASK_BYTES = 4;

    /** How many bytes of the current header have been read; {@code size} is how many it has. */
    private int read;

    private int size = SHORTEST;
    private int opcode;
    /** Whether the message of the last data frame goes on in another one. */
    private boolean fragmented;

    private int lengthBits;
    private long declared;
    private long payloadLeft;
    private Verdict verdict = Verdict.GOOD;
    /** Read by any thread. */
    private volatile boolean closed;
    /** Whether a malformed header has hidden where the next frame begins. */
    private boolean lost;

    /** The result of all headers so far; once it is not {@code GOOD}, it does not change. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether the client has sent a whole Close frame; it sends nothing after that (section 5.5.1). */
    public boolean isClosed() {
        return closed;
    }

    /** Whether all frames so far were whole and valid, and no message is to be continued by the next one. */
    public boolean isBetweenMessages() {
        return read == 0 && payloadLeft == 0 && !fragmented && verdict == Verdict.GOOD;
    }

    /** How many bytes of an unfinished frame's payload have arrived; 0 between frames. */
    long unfinished() {
        return payloadLeft > 0 ? declared - payloadLeft : 0;
    }

    /** Whether all bytes so far end with a frame. */
    public boolean isBetweenFrames() {
        return read == 0 && payloadLeft == 0 && !lost;
    }

    /**
     * Checks bytes that have arrived. After a frame that is too long, it still follows the frames, to find the client's
     * Close frame; it cannot do so after a malformed frame.
     *
     * @param limit the longest allowed payload, in bytes, for a frame that is declared in these bytes
     * @return how many of the bytes, from the first on, may be passed on: all, or those before the first invalid frame.
     *     A part of that frame's header may have been in earlier bytes
     */
    public int accept(byte[] bytes, int from, int count, long limit) {
        int accepted = 0;
        int at = 0;
        while (at < count) {
            boolean good = verdict == Verdict.GOOD;
            int taken = acceptFrame(bytes, from + at, count - at, limit);
            at += taken;
            if (verdict == Verdict.GOOD) {
                accepted = at;
            } else if (good) {
                accepted = at - taken;
            }
        }
        return accepted;
    }

    /**
     * Checks bytes up to the end of a frame, or all if no frame ends in them. All belong to one frame; so they may be
     * passed on if the verdict is good after that.
     *
     * @return how many bytes it has checked
     */
    public int acceptFrame(byte[] bytes, int from, int count, long limit) {
        if (lost) {
            return count;
        }
        int end = from + count;
        int at = from;
        do {
            if (payloadLeft > 0) {
                long passed = Math.min(payloadLeft, end - at);
                payloadLeft -= passed;
                at += (int) passed;
                noteClose();
            } else {
                take(bytes[at++] & 0xff);
                if (read == size) {
                    judge(limit);
                }
            }
        } while (at < end && !lost && !isBetweenFrames());
        return lost ? count : at - from;
    }

    private void take(int octet) {
        read++;
        if (read == 1) {
            opcode = octet & OPCODE_BITS;
            if (opcode < CLOSE) {
                fragmented = (octet & FIN_BIT) == 0;
            }
            return;
        }
        if (read > SHORTEST) {
            if (read <= size - MASK_BYTES) {
                declared = declared << 8 | octet;
            }
            return;
        }
        lengthBits = octet & LENGTH_BITS;
        declared = lengthBits < LENGTH_IN_2 ? lengthBits : 0;
        size = SHORTEST + lengthBytes() + MASK_BYTES;
        if ((octet & MASK_BIT) == 0) {
            fail(Verdict.MALFORMED);
        }
    }

    private int lengthBytes() {
        return switch (lengthBits) {
            case LENGTH_IN_2 -> 2;
            case LENGTH_IN_8 -> 8;
            default -> 0;
        };
    }

    private void judge(long limit) {
        if (declared < 0) {
            fail(Verdict.MALFORMED);
        } else if (declared > limit) {
            fail(Verdict.TOO_BIG);
        }
        payloadLeft = declared;
        noteClose();
        read = 0;
        size = SHORTEST;
    }

    private void noteClose() {
        if (opcode == CLOSE && payloadLeft == 0) {
            closed = true;
        }
    }

    private void fail(Verdict found) {
        lost = found == Verdict.MALFORMED;
        if (verdict == Verdict.GOOD) {
            verdict = found;
        }
    }
}
