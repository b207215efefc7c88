package dev.parley.transport.container;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects the results of several sends and passes on one result: the first failure, or success after the last send.
 * Later or repeated results from the container are ignored, because a second completion would start a second drain.
 */
final class SendResults implements SendHandler {

    /** So far below zero that no number of further results can bring the counter back to zero. */
    private static final int OVER = Integer.MIN_VALUE / 2;

    private final AtomicInteger missing;
    private final FrameSender.Completion completion;

    SendResults(int sends, FrameSender.Completion completion) {
        this.missing = new AtomicInteger(sends);
        this.completion = completion;
    }

    @Override
    public void onResult(SendResult result) {
        if (!result.isOK()) {
            Throwable given = result.getException();
            fail(given == null ? new IllegalStateException("the container gave no reason") : given);
        } else if (missing.decrementAndGet() == 0) {
            completion.sent(null);
        }
    }

    /** One of the sends has failed. */
    void fail(Throwable failure) {
        if (missing.getAndSet(OVER) > 0) {
            completion.sent(failure);
        }
    }
}
