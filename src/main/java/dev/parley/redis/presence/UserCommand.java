package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** One atomic command for one user. */
sealed interface UserCommand {

    /** The user's id. */
    String userId();

    /**
     * Adds sockets; those that are already stored stay as they are. If the sockets are the first of the user, or if the
     * node knows a later presence than the store, the user gets the presence that the node knows; if the node knows
     * none, a user with a first socket becomes online.
     *
     * @param known the presence that the node knows; null for none
     */
    record Put(String userId, Lease lease, Set<String> sockets, Presence known) implements UserCommand {}

    /** Sets the rooms of sockets; a socket that is not stored is ignored. */
    record Move(String userId, Lease lease, Map<String, Set<String>> rooms) implements UserCommand {}

    /**
     * Replaces the sockets of this node and their rooms, whatever was stored before.
     *
     * @param known the last known presence of the user; it counts if it is later than the stored one, or if no socket
     *     was stored
     */
    record Renew(String userId, Lease lease, Map<String, Set<String>> sockets, Presence known) implements UserCommand {}

    /**
     * Removes a socket, and what is left under earlier leases of its node. The user becomes offline if it was the last
     * socket.
     */
    record Drop(String userId, Lease lease, String socketId) implements UserCommand {}

    /** Removes all sockets of a lease. The user becomes offline if they were the last ones. */
    record DropAll(String userId, Lease lease) implements UserCommand {}

    /** Changes the status and the metadata; nothing happens if the socket that asks for this is not stored. */
    record Change(String userId, Lease lease, String socketId, PresenceStatus status, JsonObject metadata)
            implements UserCommand {}

    /** Only reads the presence. */
    record Look(String userId) implements UserCommand {}
}
