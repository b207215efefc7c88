package dev.parley.chat;

import dev.parley.presence.LocalPresence;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A directory of several nodes, of which only one is real; what users have on the others, the test says. */
final class ElsewherePresence implements PresenceDirectory {

    private final LocalPresence directory;
    private final Map<String, Set<String>> rooms = new HashMap<>();
    private final Map<String, Presence> others = new HashMap<>();
    private PresenceHost host;

    ElsewherePresence(Clock clock) {
        directory = new LocalPresence(clock);
    }

    /** A user has sockets in rooms on other nodes. */
    void put(Presence presence, String... where) {
        others.put(presence.userId(), presence);
        rooms.put(presence.userId(), Set.of(where));
    }

    /** The node on which a user was has crashed; this one is to tell it. */
    void crash(String userId, Presence offline) {
        Set<String> left = rooms.remove(userId);
        others.remove(userId);
        host.changed(new PresenceUpdate(offline, left));
    }

    /** The crash is noticed, but the user is there again. */
    void crashUnnoticedBy(String userId, Presence offline) {
        host.changed(new PresenceUpdate(offline, rooms.get(userId)));
    }

    private PresenceUpdate withRooms(PresenceUpdate news) {
        String user = news.presence().userId();
        Presence presence =
                news.presence().isConnected() ? news.presence() : others.getOrDefault(user, news.presence());
        return new PresenceUpdate(presence, rooms.getOrDefault(user, Set.of()));
    }

    @Override
    public void open(PresenceHost node) {
        host = node;
        directory.open(node);
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId) {
        boolean first = !others.containsKey(userId);
        return directory
                .connected(userId, socketId)
                .thenApply(change -> change.filter(news -> first).map(this::withRooms));
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId) {
        return directory.disconnected(userId, socketId).thenApply(change -> change.map(this::withRooms));
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata) {
        return directory.changed(userId, socketId, status, metadata).thenApply(change -> change.map(this::withRooms));
    }

    @Override
    public void moved(String userId, String socketId) {}

    @Override
    public CompletionStage<PresenceUpdate> newsOf(String userId) {
        return directory.newsOf(userId).thenApply(this::withRooms);
    }

    @Override
    public CompletionStage<Set<String>> usersElsewhereIn(String room) {
        Set<String> users = new HashSet<>();
        rooms.forEach((user, in) -> {
            if (in.contains(room)) {
                users.add(user);
            }
        });
        return CompletableFuture.completedStage(users);
    }

    /** Each user has one there. */
    @Override
    public CompletionStage<Integer> socketsElsewhereIn(String room) {
        return usersElsewhereIn(room).thenApply(Set::size);
    }

    @Override
    public CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> names) {
        return directory.originsOf(names);
    }
}
