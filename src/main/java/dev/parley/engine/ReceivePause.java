package dev.parley.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How many parts of the application have paused the input of one session. While there is one, the session's transport
 * does not read, the heartbeat does not expect a pong, and a time-out ends a pause that lasts too long.
 *
 * <p>Thread-safe; no method blocks. The transport, the heartbeat and the time-out are set by one thread at a time, and
 * always to the newest state: a thread that changes the state while another one is setting it leaves the work to that
 * thread.
 */
final class ReceivePause {

    private final Timers timers;
    private final Duration longest;
    private final Consumer<Boolean> receiving;
    private final Runnable tooLong;
    private final AtomicInteger changes = new AtomicInteger();
    private int pauses;
    private boolean over;

    /** Used only by the thread that applies the state. */
    private Timers.Timeout timeout = Timers.Timeout.NONE;

    private boolean timed;

    /**
     * Creates a pause that has not begun.
     *
     * @param longest how long a pause may last
     * @param receiving called with the newest state after each change, perhaps several times with the same: whether the
     *     transport may read
     * @param tooLong called on the timers' thread when a pause has lasted too long
     */
    ReceivePause(Timers timers, Duration longest, Consumer<Boolean> receiving, Runnable tooLong) {
        this.timers = timers;
        this.longest = longest;
        this.receiving = receiving;
        this.tooLong = tooLong;
    }

    /** Begins a pause, or makes it last until one more {@link #resume()}. */
    void pause() {
        synchronized (this) {
            pauses++;
        }
        apply();
    }

    /** Takes one {@link #pause()} back. */
    void resume() {
        synchronized (this) {
            if (pauses == 0) {
                throw new IllegalStateException("resumed more often than paused");
            }
            pauses--;
        }
        apply();
    }

    /** Ends all pauses for good: the session ends, and its transport has to read the client's goodbye. */
    void end() {
        boolean paused;
        synchronized (this) {
            paused = isPaused();
            over = true;
        }
        if (paused) {
            apply();
        }
    }

    /** The session has another transport now: pauses that one, too. */
    void transportChanged() {
        if (isPaused()) {
            apply();
        }
    }

    /** Whether the transport does not read now. */
    synchronized boolean isPaused() {
        return pauses > 0 && !over;
    }

    private void apply() {
        if (changes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            boolean paused = isPaused();
            time(paused);
            receiving.accept(!paused);
            seen = changes.addAndGet(-seen);
        } while (seen != 0);
    }

    private void time(boolean paused) {
        if (paused == timed) {
            return;
        }
        timed = paused;
        timeout.cancel();
        timeout = paused ? timers.schedule(longest, this::expired) : Timers.Timeout.NONE;
    }

    private void expired() {
        if (isPaused()) {
            tooLong.run();
        }
    }
}
