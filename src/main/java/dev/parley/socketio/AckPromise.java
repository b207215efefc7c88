package dev.parley.socketio;

import dev.parley.socketio.adapter.AckCollector;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Collects the acknowledgements of a broadcast until all that are expected have come or been missed. Thread-safe: the
 * number that is expected may become known after the first of them has come.
 */
final class AckPromise implements AckCollector {

    private final CompletableFuture<List<JsonArray>> result = new CompletableFuture<>();
    private final List<JsonArray> received = new ArrayList<>();
    private int expected = -1;
    private int missed;

    synchronized void expect(int count) {
        expected = count;
        completeIfDone();
    }

    @Override
    public synchronized void acknowledged(JsonArray arguments) {
        received.add(arguments);
        completeIfDone();
    }

    @Override
    public synchronized void missed() {
        missed++;
        completeIfDone();
    }

    /** All of them in the order in which they came, or an {@link AckTimeoutException}. */
    CompletionStage<List<JsonArray>> result() {
        return result.minimalCompletionStage();
    }

    private void completeIfDone() {
        if (expected < 0 || received.size() + missed < expected) {
            return;
        }
        if (missed > 0) {
            result.completeExceptionally(new AckTimeoutException(received));
        } else {
            result.complete(List.copyOf(received));
        }
    }
}
