package dev.parley.chat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The presence of a node that is alone: in memory, only of users who are connected. Every stage is complete when its
 * method returns, and none fails.
 */
public final class LocalPresence implements PresenceDirectory {

    private final Clock clock;
    private final ConcurrentMap<String, Presence> present = new ConcurrentHashMap<>();

    /** Nobody is there. */
    public LocalPresence(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<Presence>> connected(String userId, String socketId) {
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
    public CompletionStage<Optional<Presence>> disconnected(String userId, String socketId) {
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
    public CompletionStage<Optional<Presence>> changed(
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

    @Override
    public CompletionStage<Presence> of(String userId) {
        Presence known = present.get(userId);
        return CompletableFuture.completedStage(known == null ? Presence.offline(userId, clock.instant()) : known);
    }

    /** Now, unless the wall clock has gone back. */
    private Instant after(Presence before) {
        Instant now = clock.instant();
        return now.isBefore(before.timestamp()) ? before.timestamp() : now;
    }

    private static CompletionStage<Optional<Presence>> completed(Presence change) {
        return CompletableFuture.completedStage(Optional.ofNullable(change));
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
