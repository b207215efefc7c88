package dev.parley.transport.container.liberty;

import dev.parley.transport.upgrade.FrameHeaders;
import dev.parley.transport.upgrade.FrameHeaders.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Follows the frames of a client that Open Liberty handles itself, and gives it one at a time: what Liberty has not been
 * given can still be discarded when the WebSocket closes. For one thread at a time.
 */
final class GivenFrames {

    private final FrameHeaders frames = new FrameHeaders();
    /** Whether Liberty has been given whole frames only. */
    private boolean whole = true;

    /** Whether Liberty has been given whole messages only, and nothing was discarded. */
    boolean isBetweenMessages() {
        return frames.isBetweenMessages();
    }

    /** Whether Liberty has been given whole frames only, so that it takes what it is given next for a frame. */
    boolean isWhole() {
        return whole;
    }

    /** Whether a frame was longer than allowed. Nothing is to be given after that. */
    boolean isTooLong() {
        return frames.verdict() == Verdict.TOO_BIG;
    }

    /** Whether the client has sent a whole Close frame among what was discarded or given. */
    boolean isClosed() {
        return frames.isClosed();
    }

    /**
     * Takes what Liberty is to be given: the bytes up to the end of a frame, or all if no frame ends in them.
     *
     * @param arrived not empty
     * @param longest the longest allowed payload of a frame, in bytes
     * @return null if a frame is too long
     */
    byte[] take(ByteBuffer arrived, int longest) {
        byte[] bytes = copy(arrived);
        int taken = frames.acceptFrame(bytes, 0, bytes.length, longest);
        arrived.position(arrived.position() + taken);
        if (isTooLong()) {
            return null;
        }
        whole = frames.isBetweenFrames();
        return taken == bytes.length ? bytes : Arrays.copyOf(bytes, taken);
    }

    /** Takes all bytes, which nobody reads. */
    void discard(ByteBuffer arrived) {
        byte[] bytes = copy(arrived);
        arrived.position(arrived.limit());
        frames.accept(bytes, 0, bytes.length, Long.MAX_VALUE);
    }

    private static byte[] copy(ByteBuffer arrived) {
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(arrived.position(), bytes);
        return bytes;
    }
}
