package dev.parley.socketio;

import dev.parley.socketio.adapter.AckCollector;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Collects the acknowledgements of one event, until each expected acknowledgement has arrived or has been given up.
 * Thread-safe. The expected number may become known after the first acknowledgements have arrived.
 */
final class AckPromise implements AckCollector {

    private final CompletableFuture<List<JsonArray>> result = new CompletableFuture<>();
    private final List<JsonArray> received = new ArrayList<>();
    private int expected = -1;
    private int missed;

    private final Executor executor;

    /**
     * A promise without acknowledgements, whose expected number is not known yet.
     *
     * @param executor completes the result with a failure, because the failure may be found on the timers' thread
     */
    AckPromise(Executor executor) {
        this.executor = executor;
    }

    /** Sets the number of expected acknowledgements. Called once. */
    void expect(int count) {
        synchronized (this) {
            expected = count;
        }
        completeIfDone();
    }

    @Override
    public void acknowledged(JsonArray arguments) {
        synchronized (this) {
            received.add(arguments);
        }
        completeIfDone();
    }

    @Override
    public void missed() {
        synchronized (this) {
            missed++;
        }
        completeIfDone();
    }

    /**
     * All acknowledgements in the order in which they arrived. Fails with {@link AckTimeoutException} if one is
     * missing.
     */
    CompletionStage<List<JsonArray>> result() {
        return result.minimalCompletionStage();
    }

    /**
     * Completes the result outside the lock, because this runs code of the application. Only the first completion
     * counts.
     */
    private void completeIfDone() {
        List<JsonArray> all;
        boolean failed;
        synchronized (this) {
            if (expected < 0 || received.size() + missed < expected) {
                return;
            }
            all = List.copyOf(received);
            failed = missed > 0;
        }
        if (failed) {
            executor.execute(() -> result.completeExceptionally(new AckTimeoutException(all)));
        } else {
            result.complete(all);
        }
    }
}
