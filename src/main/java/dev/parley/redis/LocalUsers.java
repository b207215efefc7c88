package dev.parley.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The users who have sockets on this node. What it says is true at once, whatever the store is doing. Thread-safe by one
 * lock, which is held for moments.
 */
final class LocalUsers {

    /**
     * A socket that has gone.
     *
     * @param registration what the store knows of it
     * @param user whose it was, perhaps not here any more
     * @param isLast whether the user has no other on this node
     */
    record Departure(LocalUser.Registration registration, LocalUser user, boolean isLast) {}

    private final Map<String, LocalUser> users = new HashMap<>();
    private final Set<String> moved = new HashSet<>();
    private int sockets;

    /** A socket has come; whether it is new, and the first of its user on this node. */
    synchronized boolean add(String userId, String socketId) {
        LocalUser user = users.computeIfAbsent(userId, LocalUser::new);
        if (user.sockets().putIfAbsent(socketId, new LocalUser.Registration()) != null) {
            return false;
        }
        sockets++;
        return user.sockets().size() == 1;
    }

    /** A socket has gone; null if there is no such socket. */
    synchronized Departure remove(String userId, String socketId) {
        LocalUser user = users.get(userId);
        LocalUser.Registration registration =
                user == null ? null : user.sockets().remove(socketId);
        if (registration == null) {
            return null;
        }
        sockets--;
        boolean last = user.sockets().isEmpty();
        if (last) {
            users.remove(userId);
        }
        return new Departure(registration, user, last);
    }

    /** What a user of this node says, in one step; null if there is no such user. */
    synchronized <T> T with(String userId, Function<LocalUser, T> question) {
        LocalUser user = users.get(userId);
        return user == null ? null : question.apply(user);
    }

    /** The rooms of a user's sockets may have changed. */
    synchronized void moved(String userId) {
        moved.add(userId);
    }

    /** The rooms of all sockets may have changed. */
    synchronized void allMoved() {
        moved.addAll(users.keySet());
    }

    /** The users whose rooms may have changed since this was asked last. */
    synchronized Set<String> takeMoved() {
        Set<String> taken = Set.copyOf(moved);
        moved.clear();
        return taken;
    }

    /** The store knows nothing any more of this node's sockets. */
    synchronized void forgotten() {
        users.values().forEach(LocalUser::forgotten);
        allMoved();
    }

    /** What each user says of itself; what is null is left out. */
    synchronized <T> List<T> all(Function<LocalUser, T> question) {
        List<T> all = new ArrayList<>(users.size());
        users.values().forEach(user -> {
            T answer = question.apply(user);
            if (answer != null) {
                all.add(answer);
            }
        });
        return all;
    }

    /** Sockets are in the store; now their rooms can follow. */
    synchronized void placed(String userId, Set<String> socketIds) {
        LocalUser user = users.get(userId);
        if (user != null) {
            user.sockets().forEach((id, registration) -> {
                if (socketIds.contains(id)) {
                    registration.place();
                }
            });
            moved.add(userId);
        }
    }

    /** The store has said how a user is seen. */
    synchronized void settle(UserReply reply, Lease lease) {
        LocalUser user = users.get(reply.presence().userId());
        if (user != null) {
            user.settle(reply.presence(), reply.isElsewhere(lease));
        }
    }

    /** Whether the rooms of somebody's sockets may have changed. */
    synchronized boolean hasMoved() {
        return !moved.isEmpty();
    }

    /** Those of the users who have no socket on this node. */
    synchronized List<String> without(Collection<String> ids) {
        return ids.stream().filter(id -> !users.containsKey(id)).toList();
    }

    /** The number of sockets. */
    synchronized int socketCount() {
        return sockets;
    }
}
