package dev.parley.chat.directory;

import dev.parley.api.AuthenticatedUser;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Socket;
import java.util.Map;
import java.util.Optional;

/** The user of a socket. The connect guard that verifies the token sets it; a renewed token replaces it. */
public final class SocketUser {

    /** The key of the user. The connect guard of the namespace must set it for every socket that it admits. */
    public static final AttributeKey<AuthenticatedUser> KEY = new AttributeKey<>("user", AuthenticatedUser.class);

    private SocketUser() {}

    /**
     * The user of a socket.
     *
     * @throws IllegalStateException when no guard has set it
     */
    public static AuthenticatedUser of(Socket socket) {
        return find(socket).orElseThrow(() -> new IllegalStateException("a socket without a user"));
    }

    /** Whose a socket with these attributes is: the id of its user; empty if it has none. */
    public static String idIn(Map<AttributeKey<?>, Object> attributes) {
        return attributes.get(KEY) instanceof AuthenticatedUser user ? user.id() : "";
    }

    /** The user of a socket, if a guard has set it. */
    public static Optional<AuthenticatedUser> find(Socket socket) {
        return Optional.ofNullable(socket.attribute(KEY));
    }
}
