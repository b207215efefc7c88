package dev.parley.chat;

import dev.parley.presence.LocalPresence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A directory on the other side of a network: what is asked of it is done at once, but the answers are on their way for
 * as long as the test likes. In that time everything else may happen.
 */
final class HeldPresence implements PresenceDirectory {

    private final LocalPresence directory;
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private boolean holding;

    HeldPresence(Clock clock) {
        this.directory = new LocalPresence(clock);
    }

    /** From now on answers wait. */
    void hold() {
        holding = true;
        asked.clear();
    }

    /** The answers arrive, the last one first, as a network may have it. */
    void release() {
        holding = false;
        while (!answers.isEmpty()) {
            answers.removeLast().run();
        }
    }

    /** What was asked since {@link #hold()}, such as {@code connected alice}. */
    List<String> asked() {
        return asked;
    }

    private <T> CompletionStage<T> answer(String what, String userId, CompletionStage<T> answer) {
        asked.add(what + " " + userId);
        if (!holding) {
            return answer;
        }
        CompletableFuture<T> held = new CompletableFuture<>();
        answers.add(() -> answer.thenAccept(held::complete));
        return held;
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId) {
        return answer("connected", userId, directory.connected(userId, socketId));
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId) {
        return answer("disconnected", userId, directory.disconnected(userId, socketId));
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata) {
        return answer("changed", userId, directory.changed(userId, socketId, status, metadata));
    }

    @Override
    public void open(PresenceHost host) {
        directory.open(host);
    }

    @Override
    public void moved(String userId, String socketId) {
        directory.moved(userId, socketId);
    }

    @Override
    public CompletionStage<PresenceUpdate> newsOf(String userId) {
        return answer("of", userId, directory.newsOf(userId));
    }

    @Override
    public CompletionStage<Set<String>> usersElsewhereIn(String room) {
        return directory.usersElsewhereIn(room);
    }

    @Override
    public CompletionStage<Integer> socketsElsewhereIn(String room) {
        return directory.socketsElsewhereIn(room);
    }

    @Override
    public CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms) {
        return directory.originsOf(rooms);
    }
}
