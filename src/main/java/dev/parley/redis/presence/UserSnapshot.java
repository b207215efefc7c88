package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import java.util.Set;

/**
 * What a node knows of one of its users at one moment.
 *
 * @param sockets the sockets of the user on this node
 * @param presence the last known presence of the user
 * @param isSettled whether the presence comes from the store, and not from this node alone
 */
record UserSnapshot(String userId, Set<String> sockets, Presence presence, boolean isSettled) {

    /** Returns null for a user whose presence is not known yet; a request for such a user is in the queue. */
    static UserSnapshot of(LocalUser user) {
        return user.seen() == null
                ? null
                : new UserSnapshot(user.id(), Set.copyOf(user.sockets().keySet()), user.seen(), user.isSettled());
    }
}
