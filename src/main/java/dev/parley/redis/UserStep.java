package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.PresenceStatus;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** One atomic step for one user. */
sealed interface UserStep {

    /** The user's id. */
    String userId();

    /**
     * Sockets have come; those that are there already stay as they are. The user is online if they are the first, or as
     * the node knows it, if it knows something later than the store does.
     *
     * @param known what the node knows; null for nothing
     */
    record Put(String userId, Lease lease, Set<String> sockets, Presence known) implements UserStep {}

    /** Sockets are in these rooms, and in no others; one that is not there is ignored. */
    record Move(String userId, Lease lease, Map<String, Set<String>> rooms) implements UserStep {}

    /** A socket is gone. The user is offline if it was the last. */
    record Drop(String userId, Lease lease, String socketId) implements UserStep {}

    /** All sockets of a lease are gone. The user is offline if they were the last. */
    record DropAll(String userId, Lease lease) implements UserStep {}

    /** The user wants to be seen in another way; nothing happens if the socket that says so is not there. */
    record Change(String userId, Lease lease, String socketId, PresenceStatus status, JsonObject metadata)
            implements UserStep {}

    /** Nothing but a look. */
    record Look(String userId) implements UserStep {}
}
