package dev.parley.chat;

import java.util.Objects;
import java.util.Optional;

/**
 * Which sockets are meant: those of which all that is given here is true.
 *
 * @param userId of this user; of any when empty
 * @param room in this room for people; in any or none when empty
 */
public record ConnectionFilter(Optional<String> userId, Optional<String> room) {

    /** All sockets. */
    public static final ConnectionFilter ALL = new ConnectionFilter(Optional.empty(), Optional.empty());

    /** Neither may be null. */
    public ConnectionFilter {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(room, "room");
    }

    /** Whether a socket is meant. */
    public boolean matches(ConnectionInfo connection) {
        return userId.filter(id -> !id.equals(connection.userId())).isEmpty()
                && room.filter(name -> !connection.rooms().contains(name)).isEmpty();
    }
}
