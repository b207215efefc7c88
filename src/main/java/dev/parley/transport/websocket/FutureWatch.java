package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes sends whose container answers with a future, which tells nobody when it is done. Nearly all are done when the
 * call returns; the others belong to clients that do not keep up, and are looked at every few milliseconds, all of them by
 * one timer. Thread-safe.
 */
final class FutureWatch {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Timers timers;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    FutureWatch(Timers timers) {
        this.timers = timers;
    }

    private record Pending(Future<?> result, FrameSender.Completion completion) {}

    /** Completes when the future is done: now if it is, otherwise on the timers' thread. */
    void await(Future<?> result, FrameSender.Completion completion) {
        if (result.isDone()) {
            complete(result, completion);
            return;
        }
        pending.add(new Pending(result, completion));
        watch();
    }

    private void watch() {
        if (!pending.isEmpty() && watching.compareAndSet(false, true)) {
            timers.schedule(INTERVAL, this::look);
        }
    }

    private void look() {
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending each = all.next();
            if (each.result().isDone()) {
                all.remove();
                complete(each.result(), each.completion());
            }
        }
        watching.set(false);
        watch();
    }

    private static void complete(Future<?> result, FrameSender.Completion completion) {
        Throwable failure = null;
        try {
            result.get();
        } catch (ExecutionException e) {
            failure = e.getCause() == null ? e : e.getCause();
        } catch (InterruptedException e) {
            // It is done, so this is somebody's flag from before; the send has been taken for all we know.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
        completion.sent(failure);
    }
}
