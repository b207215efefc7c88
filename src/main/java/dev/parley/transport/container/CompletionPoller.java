package dev.parley.transport.container;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes sends for which the container makes no call when they are done. Almost all sends are done when the call
 * returns. The others belong to clients that do not keep up; one timer checks all of them every few milliseconds.
 * Thread-safe.
 */
public final class CompletionPoller {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Timers timers;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    public CompletionPoller(Timers timers) {
        this.timers = timers;
    }

    /** A send that has begun. */
    @FunctionalInterface
    public interface Send {

        /**
         * Whether the send is done. Must not block.
         *
         * @throws Exception the reason if the send has failed
         */
        boolean isDone() throws Exception;
    }

    private record Pending(Send send, FrameSender.Completion completion) {}

    /** Calls the completion when the send is done: now if it is already done, otherwise on the timers' thread. */
    public void await(Send send, FrameSender.Completion completion) {
        Pending one = new Pending(send, completion);
        if (!isOver(one)) {
            pending.add(one);
            watch();
        }
    }

    private void watch() {
        if (!pending.isEmpty() && watching.compareAndSet(false, true)) {
            timers.schedule(INTERVAL, this::look);
        }
    }

    private void look() {
        try {
            for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
                if (isOver(all.next())) {
                    all.remove();
                }
            }
        } finally {
            watching.set(false);
            // A thread that began a send before the previous line saw the flag set, and relies on this call.
            watch();
        }
    }

    private static boolean isOver(Pending one) {
        Throwable failure = null;
        try {
            if (!one.send().isDone()) {
                return false;
            }
        } catch (Exception | Error e) {
            failure = e;
        }
        one.completion().sent(failure);
        return true;
    }
}
