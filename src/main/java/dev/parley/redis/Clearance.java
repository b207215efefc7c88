package dev.parley.redis;

import dev.parley.chat.PresenceNews;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Clears away what is left under leases that have ended: the sockets of nodes that have crashed. All nodes do so at the
 * same time, and each takes what it finds; of a user who is offline because of it, only the one whose step has made it so
 * is told.
 */
final class Clearance {

    private static final int MAX_USERS = 100;

    private final PresenceStore store;
    private final LocalUsers users;
    private final Consumer<PresenceNews> listener;
    private final Set<Lease> ended = new LinkedHashSet<>();

    Clearance(PresenceStore store, LocalUsers users, Consumer<PresenceNews> listener) {
        this.store = store;
        this.users = users;
        this.listener = listener;
    }

    /** These leases have ended. */
    void add(Collection<Lease> leases) {
        ended.addAll(leases);
    }

    /** Leaves everything to the others. */
    void stop() {
        ended.clear();
    }

    boolean isDone() {
        return ended.isEmpty();
    }

    /**
     * Clears something away, so much that a beat is not late for it.
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
        List<RoomStep> rooms = emptied(
                lease,
                store.users(left.stream().<UserStep>map(UserStep.Look::new).toList()));
        if (!rooms.isEmpty()) {
            store.rooms(rooms);
        }
        List<UserStep> drops = left.stream()
                .<UserStep>map(id -> new UserStep.DropAll(id, lease))
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

    private static List<RoomStep> emptied(Lease lease, List<UserReply> replies) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (UserReply reply : replies) {
            reply.places().stream()
                    .filter(place -> place.lease().equals(lease))
                    .flatMap(place -> place.rooms().stream())
                    .forEach(room -> counts.computeIfAbsent(room, name -> new HashMap<>())
                            .put(reply.presence().userId(), 0));
        }
        return counts.entrySet().stream()
                .map(room -> new RoomStep(room.getKey(), lease, room.getValue(), null))
                .toList();
    }
}
