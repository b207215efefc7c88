package dev.parley.history;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last messages of each room. What it has of a room is what was said there last, without holes: over a bound the
 * oldest messages go. It does not ask who may read: its callers do.
 *
 * <p>Thread-safe; no method blocks.
 */
public interface MessageHistory {

    /** Keeps nothing. */
    MessageHistory OFF = new MessageHistory() {

        @Override
        public void keep(String room, JsonObject message) {
            // Nothing is kept.
        }

        @Override
        public CompletionStage<Optional<List<JsonObject>>> last(String room, int limit) {
            return CompletableFuture.completedStage(Optional.of(List.of()));
        }
    };

    /**
     * Keeps a message that is being sent into a room. Call it before the message is sent, so that whoever joins too late
     * to get the message finds it here.
     *
     * @param message as clients get it
     */
    void keep(String room, JsonObject message);

    /**
     * The last messages of a room.
     *
     * @param limit how many at most; positive
     * @return a stage with the messages, the oldest first; with nothing if the history cannot be read now. It never
     *     fails, and completes on a thread on which dependent work may take a moment
     */
    CompletionStage<Optional<List<JsonObject>>> last(String room, int limit);
}
