package dev.parley.socketio;

import java.util.Set;

/** Is told who comes to a namespace and who goes, in the turn of the client's session. */
public interface ConnectionListener {

    /**
     * A socket is joining the namespace, and its client does not know it yet: the place to join rooms, since whatever is
     * sent to them from now on reaches the client, behind its CONNECT.
     */
    default void joining(Socket socket) {}

    /** A socket has joined the namespace; its first event comes after this. */
    default void connected(Socket socket) {}

    /**
     * A socket has left the namespace; told exactly once for each that was told of as connected.
     *
     * @param rooms the rooms that it was in until now, its own id among them
     */
    default void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {}
}
