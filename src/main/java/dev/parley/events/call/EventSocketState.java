package dev.parley.events.call;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.Socket;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept for a socket as long as it is there.
 *
 * @param socket the socket
 * @param facade the socket as handlers get it
 * @param params the parameters in the namespace's name
 * @param turn orders the socket's events
 */
record EventSocketState(Socket socket, dev.parley.api.Socket facade, Map<String, String> params, EventTurn turn) {

    private static final AttributeKey<EventSocketState> KEY = new AttributeKey<>("own events", EventSocketState.class);

    void keep() {
        socket.attribute(KEY, this);
    }

    /** Null if the socket was refused before it had a state. */
    static EventSocketState of(Socket socket) {
        return socket.attribute(KEY);
    }

    Optional<AuthenticatedUser> user() {
        return SocketUser.find(socket);
    }
}
