package dev.parley.socketio;

import dev.parley.socketio.adapter.AckCollector;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Collects the acknowledgements of a broadcast until all that are expected have come or been missed. Thread-safe: the
 * number that is expected may become known after the first of them has come.
 */
final class AckPromise implements AckCollector {

    private final CompletableFuture<List<JsonArray>> result = new CompletableFuture<>();
    private final List<JsonArray> received = new ArrayList<>();
    private int expected = -1;
    private int missed;

    private final Executor executor;

    /**
     * A promise of nothing yet.
     *
     * @param executor tells of a failure, which a timer may have found
     */
    AckPromise(Executor executor) {
        this.executor = executor;
    }

    /** How many acknowledgements there will be; told once. */
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

    /** All of them in the order in which they came, or an {@link AckTimeoutException}. */
    CompletionStage<List<JsonArray>> result() {
        return result.minimalCompletionStage();
    }

    /** What follows is the application's, so it happens outside the lock; only the first completion counts. */
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
