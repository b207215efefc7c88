package dev.parley.redis.history;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the thread of the history has to do. */
sealed interface HistoryTask {

    /** The room that it concerns. */
    String room();

    /** How many bytes of the queue it takes, by estimate. */
    default int size() {
        return 0;
    }

    /**
     * Keeps a message.
     *
     * @param text the message as JSON
     */
    record Keep(String room, String text) implements HistoryTask {

        @Override
        public int size() {
            return 2 * text.length();
        }
    }

    /**
     * Reads the last messages.
     *
     * @param limit how many at most
     * @param answer gets them
     */
    record Read(String room, int limit, CompletableFuture<Optional<List<JsonObject>>> answer) implements HistoryTask {}
}
