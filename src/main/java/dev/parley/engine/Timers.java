package dev.parley.engine;

import java.time.Duration;

/**
 * Time-outs that are cheap enough to have several for each of many thousand sessions. Thread-safe; no method blocks.
 *
 * <p>A task runs at its deadline or a little later, never earlier, on the one thread that all tasks share: it must be
 * short and must not block. An exception from a task is logged and does not affect other tasks.
 */
public interface Timers {

    /**
     * Runs a task once, after a delay. A delay of zero or less means as soon as possible, but not within this call; a
     * delay of more than a century means never.
     */
    Timeout schedule(Duration delay, Runnable task);

    /** A task that waits for its deadline. */
    interface Timeout {
        /** A time-out that has already ended; to cancel it does nothing. */
        Timeout NONE = () -> {};

        /** Cancels the task unless it has begun; does nothing if the task was cancelled before or has run. */
        void cancel();
    }
}
