package dev.parley.presence;

import java.util.Objects;
import java.util.Set;

/**
 * The presence of a user, and the rooms that must be told of it because of the user's sockets on other nodes.
 *
 * @param presence the presence of the user
 * @param rooms the rooms that the user's sockets on other nodes are in, or were in until now, without the application's
 *     internal rooms; this node itself knows the rooms of its own sockets
 */
public record PresenceUpdate(Presence presence, Set<String> rooms) {

    /** Neither may be null; keeps a copy of the rooms. */
    public PresenceUpdate {
        Objects.requireNonNull(presence, "presence");
        rooms = Set.copyOf(rooms);
    }

    /** An update about a user who is on this node only. */
    public static PresenceUpdate local(Presence presence) {
        return new PresenceUpdate(presence, Set.of());
    }
}
