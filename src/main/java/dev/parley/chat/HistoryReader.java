package dev.parley.chat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.history.MessageHistory;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads what was said last in a room for a user without a socket. The room policy decides, each time, as it does when the
 * user joins the room. Thread-safe; no method blocks.
 */
public final class HistoryReader {

    private final RoomAdmission admission;
    private final MessageHistory history;

    HistoryReader(RoomAdmission admission, MessageHistory history) {
        this.admission = admission;
        this.history = history;
    }

    /**
     * What a user gets.
     *
     * @param isAllowed whether the user may be in the room
     * @param messages the oldest first; empty if the history cannot be read now, and if the user may not read it
     */
    public record Answer(boolean isAllowed, Optional<List<JsonObject>> messages) {

        private static final Answer REFUSED = new Answer(false, Optional.empty());
    }

    /**
     * Reads the last messages of a room.
     *
     * @param limit how many at most; positive
     * @return fails only if the policy has failed with an {@link Error}, or at the end of the node
     */
    public CompletionStage<Answer> read(AuthenticatedUser user, String room, int limit) {
        return admission
                .ask(user, room)
                .thenCompose(allowed -> allowed
                        ? history.last(room, limit).thenApply(messages -> new Answer(true, messages))
                        : CompletableFuture.completedStage(Answer.REFUSED));
    }
}
