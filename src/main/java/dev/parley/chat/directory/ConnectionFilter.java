package dev.parley.chat.directory;

import java.util.Objects;
import java.util.Optional;

/**
 * Selects sockets. A socket matches if it meets every condition that is given.
 *
 * @param userId the id of the socket's user; any user when empty
 * @param room a room for people that the socket is in; no condition when empty
 */
public record ConnectionFilter(Optional<String> userId, Optional<String> room) {

    /** Matches all sockets. */
    public static final ConnectionFilter ALL = new ConnectionFilter(Optional.empty(), Optional.empty());

    /** Neither may be null. */
    public ConnectionFilter {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(room, "room");
    }

    /** Whether a socket matches. */
    public boolean matches(ConnectionInfo connection) {
        return userId.filter(id -> !id.equals(connection.userId())).isEmpty()
                && room.filter(name -> !connection.rooms().contains(name)).isEmpty();
    }
}
