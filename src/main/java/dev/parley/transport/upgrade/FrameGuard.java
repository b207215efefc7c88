package dev.parley.transport.upgrade;

import dev.parley.engine.CloseReason;
import jakarta.servlet.ReadListener;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongPredicate;

/**
 * Checks the frames of one client before the container reads them. The guard is created with the upgrade. The
 * WebSocket's transport, which exists before the first byte is read, sets the limits.
 *
 * <p>The container reads on one thread at a time; {@link #attach} is called before that.
 */
public final class FrameGuard {

    /** The longest allowed payload until a transport sets a limit; it is enough only for control frames. */
    private static final int LEAST = 125;

    private final FrameHeaders headers = new FrameHeaders();
    private volatile IntSupplier limit = () -> LEAST;
    private volatile LongPredicate holding = bytes -> true;
    private volatile Consumer<CloseReason> violation = reason -> {};
    private volatile Reads reads = Reads.NONE;
    private final Executor readers;
    private volatile InputPause pause;
    private long held;
    private CloseReason shut;
    private boolean told;

    /**
     * Creates a guard that allows only control frames.
     *
     * @param readers read on after the reading was stopped; not threads that others wait for
     */
    public FrameGuard(Executor readers) {
        this.readers = readers;
    }

    /**
     * Sets the limits, and the action to take when a client exceeds them.
     *
     * @param maxPayload the longest payload of a frame, in bytes; read for each frame
     * @param holds called with the number of bytes of an unfinished frame that have arrived, whenever it changes;
     *     returns false if they must not be held
     * @param onViolation called at most once, on the thread that reads; nothing is read after that
     */
    public void attach(IntSupplier maxPayload, LongPredicate holds, Consumer<CloseReason> onViolation) {
        limit = maxPayload;
        holding = holds;
        violation = onViolation;
    }

    /** Sets who is told of each read. Called before the container reads. */
    public void tell(Reads observer) {
        reads = observer;
    }

    /**
     * Sets whether the container may read. Any thread may call this. Does nothing if the container does not read through
     * this guard.
     */
    public void receiving(boolean on) {
        InputPause input = pause;
        if (input != null) {
            input.receiving(on);
        }
    }

    /** Puts a pause in front of the listener of the input that this guard checks; called before the container reads. */
    InputPause pausing(ReadListener listener, BooleanSupplier ready) {
        InputPause input = new InputPause(new ObservedReads(listener, reads), ready, readers);
        pause = input;
        return input;
    }

    /**
     * Checks bytes that the client has sent.
     *
     * @return how many of the bytes the container may have; fewer than all if the rest must not be read
     */
    int accept(byte[] bytes, int from, int count) {
        int accepted = headers.accept(bytes, from, count, Math.max(LEAST, limit.getAsInt()));
        shut = switch (headers.verdict()) {
            case GOOD -> isHeld() ? null : CloseReason.OVER_BUDGET;
            case TOO_BIG -> CloseReason.MESSAGE_TOO_BIG;
            case MALFORMED -> CloseReason.PARSE_ERROR;
        };
        return accepted;
    }

    /**
     * Follows bytes that nobody reads any more.
     *
     * @return whether the client has sent a Close frame, so that no more comes
     */
    boolean discard(byte[] bytes, int from, int count) {
        headers.accept(bytes, from, count, Long.MAX_VALUE);
        return headers.isClosed();
    }

    /** Whether the client has sent a Close frame. Called on any thread; another thread may just be reading that frame. */
    boolean isClosed() {
        return headers.isClosed();
    }

    private boolean isHeld() {
        long unfinished = headers.unfinished();
        if (unfinished == held) {
            return true;
        }
        held = unfinished;
        return holding.test(unfinished);
    }

    /**
     * Whether nothing more may be read. When this is first true, after the container has read the bytes before the
     * violation, it also calls the action for the violation.
     */
    boolean isShut() {
        if (shut != null && !told) {
            told = true;
            violation.accept(shut);
        }
        return shut != null;
    }
}
