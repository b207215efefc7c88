package dev.parley.transport.websocket;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects the results of some sends and passes on one: the first failure, or success with the last of them. Whatever a
 * container says after that, or says twice, is ignored: a second completion would set off a second drain.
 */
final class SendResults implements SendHandler {

    /** Far enough below zero that no number of further results leads back. */
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

    /** One of them has failed. */
    void fail(Throwable failure) {
        if (missing.getAndSet(OVER) > 0) {
            completion.sent(failure);
        }
    }
}
