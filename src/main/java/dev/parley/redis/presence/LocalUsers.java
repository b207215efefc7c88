package dev.parley.redis.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The users who have sockets on this node. The answers are true at once, whatever the state of the store. Thread-safe
 * by one lock, which is held for moments only.
 */
final class LocalUsers {

    /**
     * A socket that is gone.
     *
     * @param registration what the store knows of the socket
     * @param user the user of the socket, who may have no socket on this node any more
     * @param isLast whether the user has no other socket on this node
     */
    record Departure(LocalUser.Registration registration, LocalUser user, boolean isLast) {}

    private final Map<String, LocalUser> users = new HashMap<>();
    private final Set<String> moved = new HashSet<>();
    private int sockets;

    /** Adds a socket. Returns whether the socket is new and is the first of its user on this node. */
    synchronized boolean add(String userId, String socketId) {
        LocalUser user = users.computeIfAbsent(userId, LocalUser::new);
        if (user.sockets().putIfAbsent(socketId, new LocalUser.Registration()) != null) {
            return false;
        }
        sockets++;
        return user.sockets().size() == 1;
    }

    /** Removes a socket; returns null if there is no such socket. */
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

    /** Applies a function to a user of this node, under the lock; returns null if there is no such user. */
    synchronized <T> T with(String userId, Function<LocalUser, T> question) {
        LocalUser user = users.get(userId);
        return user == null ? null : question.apply(user);
    }

    /** Notes that the rooms of a user's sockets may have changed. */
    synchronized void moved(String userId) {
        moved.add(userId);
    }

    /** Notes that the rooms of all sockets may have changed. */
    synchronized void allMoved() {
        moved.addAll(users.keySet());
    }

    /** Returns the users whose rooms may have changed since the last call. */
    synchronized Set<String> takeMoved() {
        Set<String> taken = Set.copyOf(moved);
        moved.clear();
        return taken;
    }

    /** Notes that the store knows nothing any more of this node's sockets. */
    synchronized void forgotten() {
        users.values().forEach(LocalUser::forgotten);
        allMoved();
    }

    /** Applies a function to each user, under the lock; returns the results without those that are null. */
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

    /** Notes that sockets are in the store, so that their rooms can be stored next. */
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

    /**
     * Takes over the presence of a user that the store has returned; does nothing if the user has no socket on this
     * node.
     */
    synchronized void settle(UserReply reply, Lease lease) {
        LocalUser user = users.get(reply.presence().userId());
        if (user != null) {
            user.settle(reply.presence(), reply.isElsewhere(lease));
        }
    }

    /** Whether the rooms of any user's sockets may have changed. */
    synchronized boolean hasMoved() {
        return !moved.isEmpty();
    }

    /** Returns those of the given users who have no socket on this node. */
    synchronized List<String> without(Collection<String> ids) {
        return ids.stream().filter(id -> !users.containsKey(id)).toList();
    }

    /** The number of sockets. */
    synchronized int socketCount() {
        return sockets;
    }
}
