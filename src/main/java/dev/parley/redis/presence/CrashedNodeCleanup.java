package dev.parley.redis.presence;

import dev.parley.presence.PresenceUpdate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Removes what is left under leases that have ended: the sockets of nodes that have crashed. All nodes do this at the
 * same time, and each removes what it finds. When a user becomes offline by this, only the node whose command has
 * caused it is notified.
 */
final class CrashedNodeCleanup {

    private static final int MAX_USERS = 100;

    private final PresenceStore store;
    private final LocalUsers users;
    private final Consumer<PresenceUpdate> listener;
    private final Set<Lease> ended = new LinkedHashSet<>();

    CrashedNodeCleanup(PresenceStore store, LocalUsers users, Consumer<PresenceUpdate> listener) {
        this.store = store;
        this.users = users;
        this.listener = listener;
    }

    /** Adds leases that have ended. */
    void add(Collection<Lease> leases) {
        ended.addAll(leases);
    }

    /** Leaves the rest to the other nodes. */
    void stop() {
        ended.clear();
    }

    boolean isDone() {
        return ended.isEmpty();
    }

    /**
     * Removes a part of the data, small enough not to delay a beat.
     *
     * @param own the lease of this node
     */
    void proceed(Lease own) {
        if (ended.isEmpty()) {
            return;
        }
        Lease lease = ended.iterator().next();
        List<String> left = List.copyOf(store.enrolled(lease, MAX_USERS));
        if (left.isEmpty()) {
            store.forget(lease);
            ended.remove(lease);
            return;
        }
        List<RoomCommand> rooms = emptied(
                lease,
                store.users(
                        left.stream().<UserCommand>map(UserCommand.Look::new).toList()));
        if (!rooms.isEmpty()) {
            store.rooms(rooms);
        }
        List<UserCommand> drops = left.stream()
                .<UserCommand>map(id -> new UserCommand.DropAll(id, lease))
                .toList();
        for (UserReply reply : store.users(drops)) {
            if (reply.presence().isConnected()) {
                users.settle(reply, own);
            }
            if (reply.changed()) {
                listener.accept(reply.newsFor(own));
            }
        }
        store.dismiss(lease, left);
    }

    private static List<RoomCommand> emptied(Lease lease, List<UserReply> replies) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (UserReply reply : replies) {
            reply.places().stream()
                    .filter(place -> place.lease().equals(lease))
                    .flatMap(place -> place.rooms().stream())
                    .forEach(room -> counts.computeIfAbsent(room, name -> new HashMap<>())
                            .put(reply.presence().userId(), 0));
        }
        return counts.entrySet().stream()
                .map(room -> new RoomCommand(room.getKey(), lease, room.getValue(), null))
                .toList();
    }
}
