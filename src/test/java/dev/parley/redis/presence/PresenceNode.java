package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.MonotonicClock;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceHost;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.PresenceUpdate;
import dev.parley.presence.RoomOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A node of a cluster in memory, as far as presence goes. It moves when the test makes a round. */
final class PresenceNode implements PresenceHost {

    private final MemoryPresenceStore store;
    private final RedisPresence presence;
    private final Map<String, Set<String>> rooms = new HashMap<>();
    private final Map<String, RoomOrigin> origins = new HashMap<>();
    private final List<PresenceUpdate> told = new ArrayList<>();

    PresenceNode(String name, MemoryPresenceData data, MonotonicClock monotonic, java.time.Clock wall) {
        store = new MemoryPresenceStore(data);
        presence = new RedisPresence(name, store, new DirectExecutor(), monotonic, wall);
        presence.open(this);
        settle();
    }

    /** Makes rounds until there is nothing to do. */
    void settle() {
        do {
            presence.worker().round();
        } while (presence.worker().idleNanos() <= 0);
    }

    RedisPresence presence() {
        return presence;
    }

    MemoryPresenceStore store() {
        return store;
    }

    /** What is announced of the arrival of a socket. */
    Optional<PresenceUpdate> connect(String user, String socket) {
        rooms.put(socket, Set.of());
        return done(presence.connected(user, socket));
    }

    Optional<PresenceUpdate> disconnect(String user, String socket) {
        rooms.remove(socket);
        return done(presence.disconnected(user, socket));
    }

    Optional<PresenceUpdate> change(String user, String socket, PresenceStatus status) {
        return done(presence.changed(user, socket, status, null));
    }

    /** A socket joins a room; not told to anybody yet. */
    void enter(String socket, String room) {
        Set<String> more = new HashSet<>(rooms.get(socket));
        more.add(room);
        rooms.put(socket, more);
    }

    void join(String user, String socket, String room) {
        enter(socket, room);
        presence.moved(user, socket);
        settle();
    }

    void leave(String user, String socket, String room) {
        Set<String> fewer = new HashSet<>(rooms.get(socket));
        fewer.remove(room);
        rooms.put(socket, fewer);
        presence.moved(user, socket);
        settle();
    }

    void made(String room, RoomOrigin origin) {
        origins.put(room, origin);
    }

    Presence see(String user) {
        return done(presence.of(user));
    }

    PresenceUpdate news(String user) {
        return done(presence.newsOf(user));
    }

    Set<String> usersElsewhereIn(String room) {
        return done(presence.usersElsewhereIn(room));
    }

    /** The changes that this node was to announce since it was asked last. */
    List<PresenceUpdate> told() {
        List<PresenceUpdate> all = List.copyOf(told);
        told.clear();
        return all;
    }

    <T> T done(CompletionStage<T> stage) {
        settle();
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    @Override
    public Set<String> roomsOf(String socketId) {
        return rooms.getOrDefault(socketId, Set.of());
    }

    @Override
    public Optional<RoomOrigin> originOf(String room) {
        return Optional.ofNullable(origins.get(room));
    }

    @Override
    public void changed(PresenceUpdate news) {
        told.add(news);
    }
}
