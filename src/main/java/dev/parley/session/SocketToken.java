package dev.parley.session;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Socket;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The token of a socket with all its claims. Only sockets of own namespaces have it: claims take room, and the chat needs
 * none of them. A renewed token replaces it.
 */
public final class SocketToken {

    /** The key of the token. The connect guard of an own namespace sets it for every socket that has a user. */
    public static final AttributeKey<JsonWebToken> KEY = new AttributeKey<>("token", JsonWebToken.class);

    private SocketToken() {}

    /** The token of a socket; empty if it has no user, or if its namespace keeps no tokens. */
    public static Optional<JsonWebToken> find(Socket socket) {
        return Optional.ofNullable(socket.attribute(KEY));
    }

    /** Replaces the token of a socket that has one. */
    public static void renew(Socket socket, JsonWebToken renewed) {
        if (socket.attribute(KEY) != null) {
            socket.attribute(KEY, renewed);
        }
    }
}
