package dev.parley.presence;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The presence directory of a single node. It is kept in memory, and only for users who are connected. Every stage is
 * complete when its method returns, and no stage fails.
 */
public final class LocalPresence implements PresenceDirectory {

    private final Clock clock;
    private final ConcurrentMap<String, Presence> present = new ConcurrentHashMap<>();
    private volatile PresenceHost host;

    /** A directory without users. */
    public LocalPresence(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void open(PresenceHost node) {
        host = node;
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> connected(String userId, String socketId) {
        Presence[] change = new Presence[1];
        present.compute(userId, (user, before) -> {
            if (before != null) {
                return withSockets(before, with(before.sockets(), socketId));
            }
            change[0] = new Presence(user, PresenceStatus.ONLINE, clock.instant(), null, Set.of(socketId));
            return change[0];
        });
        return completed(change[0]);
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> disconnected(String userId, String socketId) {
        Presence[] change = new Presence[1];
        present.computeIfPresent(userId, (user, before) -> {
            Set<String> left = without(before.sockets(), socketId);
            if (!left.isEmpty()) {
                return withSockets(before, left);
            }
            change[0] = Presence.offline(user, after(before));
            return null;
        });
        return completed(change[0]);
    }

    @Override
    public CompletionStage<Optional<PresenceUpdate>> changed(
            String userId, String socketId, PresenceStatus status, JsonObject metadata) {
        Presence[] change = new Presence[1];
        present.computeIfPresent(userId, (user, before) -> {
            if (!before.sockets().contains(socketId)) {
                return before;
            }
            change[0] = new Presence(user, status, after(before), metadata, before.sockets());
            return change[0];
        });
        return completed(change[0]);
    }

    /** Does nothing, because the rooms of this node's sockets are looked up when they are needed. */
    @Override
    public void moved(String userId, String socketId) {}

    @Override
    public CompletionStage<PresenceUpdate> newsOf(String userId) {
        Presence known = present.get(userId);
        return CompletableFuture.completedStage(
                PresenceUpdate.local(known == null ? Presence.offline(userId, clock.instant()) : known));
    }

    @Override
    public CompletionStage<Set<String>> usersElsewhereIn(String room) {
        return CompletableFuture.completedStage(Set.of());
    }

    @Override
    public CompletionStage<Integer> socketsElsewhereIn(String room) {
        return CompletableFuture.completedStage(0);
    }

    @Override
    public CompletionStage<Map<String, RoomOrigin>> originsOf(Collection<String> rooms) {
        Map<String, RoomOrigin> origins = new HashMap<>();
        rooms.forEach(room -> host.originOf(room).ifPresent(origin -> origins.put(room, origin)));
        return CompletableFuture.completedStage(origins);
    }

    /** The present time, or the time of the last change if the wall clock has gone back. */
    private Instant after(Presence before) {
        Instant now = clock.instant();
        return now.isBefore(before.timestamp()) ? before.timestamp() : now;
    }

    private static CompletionStage<Optional<PresenceUpdate>> completed(Presence change) {
        return CompletableFuture.completedStage(Optional.ofNullable(change).map(PresenceUpdate::local));
    }

    private static Presence withSockets(Presence before, Set<String> sockets) {
        return new Presence(before.userId(), before.status(), before.timestamp(), before.metadata(), sockets);
    }

    private static Set<String> with(Set<String> sockets, String socketId) {
        Set<String> more = new HashSet<>(sockets);
        more.add(socketId);
        return more;
    }

    private static Set<String> without(Set<String> sockets, String socketId) {
        Set<String> fewer = new HashSet<>(sockets);
        fewer.remove(socketId);
        return fewer;
    }
}
