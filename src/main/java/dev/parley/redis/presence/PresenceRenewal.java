package dev.parley.redis.presence;

import dev.parley.presence.PresenceHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/**
 * Stores again the present state of this node's sockets, whatever the store has lost or kept: first for each user, then
 * for each room. It does a few at a time, so that nothing else is delayed. The store forgets what nobody renews.
 * Nothing is announced, because what was announced before was true.
 */
final class PresenceRenewal {

    private static final int MAX_USERS = 200;
    private static final int MAX_ROOMS = 500;

    private final PresenceStore store;
    private final LocalUsers users;
    private final Queue<String> usersLeft = new ArrayDeque<>();
    private final Queue<String> roomsLeft = new ArrayDeque<>();

    PresenceRenewal(PresenceStore store, LocalUsers users) {
        this.store = store;
        this.users = users;
    }

    /** Begins a renewal of everything; does nothing while the one before is not complete. */
    void begin() {
        if (isDone()) {
            usersLeft.addAll(users.all(LocalUser::id));
            Set<String> rooms = new HashSet<>();
            users.all(user -> {
                user.sockets().values().forEach(registration -> rooms.addAll(registration.counted()));
                return null;
            });
            roomsLeft.addAll(rooms);
        }
    }

    /** Stops, because nothing is stored under this lease any more. */
    void stop() {
        usersLeft.clear();
        roomsLeft.clear();
    }

    boolean isDone() {
        return usersLeft.isEmpty() && roomsLeft.isEmpty();
    }

    /** Renews some users or rooms. */
    void proceed(Lease lease, PresenceHost host) {
        if (!usersLeft.isEmpty()) {
            renewUsers(take(usersLeft, MAX_USERS), lease);
        } else if (!roomsLeft.isEmpty()) {
            renewRooms(take(roomsLeft, MAX_ROOMS), lease, host);
        }
    }

    private static List<String> take(Queue<String> queue, int max) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < max && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    private void renewUsers(List<String> ids, Lease lease) {
        List<UserCommand> steps = ids.stream()
                .<UserCommand>map(id -> users.with(id, user -> stepFor(user, lease)))
                .filter(Objects::nonNull)
                .toList();
        if (!steps.isEmpty()) {
            store.enroll(lease, steps.stream().map(UserCommand::userId).toList());
            List<UserReply> replies = store.users(steps);
            replies.forEach(reply -> users.settle(reply, lease));
            List<RoomCommand> emptied = replies.stream()
                    .flatMap(reply -> reply.emptiedExcept(lease).stream())
                    .toList();
            if (!emptied.isEmpty()) {
                store.rooms(emptied);
            }
        }
    }

    /** Returns null for a user whose first socket is not in the store yet. */
    private static UserCommand stepFor(LocalUser user, Lease lease) {
        Map<String, Set<String>> sockets = new HashMap<>();
        user.sockets().forEach((id, registration) -> {
            if (registration.isPlaced()) {
                sockets.put(id, registration.written());
            }
        });
        return sockets.isEmpty() || user.seen() == null
                ? null
                : new UserCommand.Renew(user.id(), lease, sockets, user.seen());
    }

    private void renewRooms(List<String> names, Lease lease, PresenceHost host) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        Set<String> some = Set.copyOf(names);
        users.all(user -> {
            user.sockets().values().stream()
                    .flatMap(registration -> registration.counted().stream())
                    .filter(some::contains)
                    .forEach(room -> counts.computeIfAbsent(room, name -> new HashMap<>())
                            .merge(user.id(), 1, Integer::sum));
            return null;
        });
        if (!counts.isEmpty()) {
            List<RoomCommand> steps = new ArrayList<>(counts.size());
            counts.forEach((room, numbers) -> steps.add(
                    new RoomCommand(room, lease, numbers, host.originOf(room).orElse(null))));
            store.renewRooms(steps);
        }
    }
}
