package dev.parley.chat;

import java.util.Objects;
import java.util.Set;

/**
 * How a user is seen, and who there is to tell on account of other nodes.
 *
 * @param presence of the user
 * @param rooms for people that the user's sockets on other nodes are in, or were in until now; what this node's sockets
 *     are in, this node knows
 */
public record PresenceNews(Presence presence, Set<String> rooms) {

    /** Neither may be null; keeps a copy of the rooms. */
    public PresenceNews {
        Objects.requireNonNull(presence, "presence");
        rooms = Set.copyOf(rooms);
    }

    /** News of a user who is on this node only. */
    public static PresenceNews local(Presence presence) {
        return new PresenceNews(presence, Set.of());
    }
}
