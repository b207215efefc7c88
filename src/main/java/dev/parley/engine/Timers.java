package dev.parley.engine;

import java.time.Duration;

/**
 * Time-outs, cheap enough to have several for each of many thousand sessions. Thread-safe; no method blocks.
 *
 * <p>A task runs at its deadline or a little later, never before it, on the one thread that all tasks share: it must be
 * short and must not block. What a task throws is logged and harms no other task.
 */
public interface Timers {

    /**
     * Runs a task once, after a delay. A delay of zero or less means as soon as possible, but not in this call; one of
     * more than a century means never.
     */
    Timeout schedule(Duration delay, Runnable task);

    /** A task that waits for its deadline. */
    interface Timeout {
        /** A time-out that is over and does nothing. */
        Timeout NONE = () -> {};

        /** Forgets the task unless it has begun; again or too late is no error. */
        void cancel();
    }
}
