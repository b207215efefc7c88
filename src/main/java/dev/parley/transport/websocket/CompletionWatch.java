package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes sends of which nobody tells when they are done. Nearly all are done when the call returns; the others belong to
 * clients that do not keep up, and are looked at every few milliseconds, all of them by one timer. Thread-safe.
 */
final class CompletionWatch {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Timers timers;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    CompletionWatch(Timers timers) {
        this.timers = timers;
    }

    /** A send that has begun. */
    @FunctionalInterface
    interface Send {

        /**
         * Whether it is done. Must not block.
         *
         * @throws Exception why it has failed
         */
        boolean isDone() throws Exception;
    }

    private record Pending(Send send, FrameSender.Completion completion) {}

    /** Completes when the send is done: now if it is, otherwise on the timers' thread. */
    void await(Send send, FrameSender.Completion completion) {
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
            // Whoever began a send before this line saw somebody watching, and relies on us.
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
