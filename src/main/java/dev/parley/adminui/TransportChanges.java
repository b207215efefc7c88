package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.TransportName;
import dev.parley.socketio.Socket;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets that the UI knows to be on polling. Once a second it is told which of them have changed to WebSocket.
 * Thread-safe.
 */
final class TransportChanges {

    private final ChangeQueue changes;
    private final Set<Socket> polling = ConcurrentHashMap.newKeySet();

    TransportChanges(ChangeQueue changes) {
        this.changes = changes;
    }

    /** The UI has been told of a socket. */
    void connected(Socket socket) {
        if (isPolling(socket)) {
            polling.add(socket);
        }
    }

    /** The UI has been told of these sockets. */
    void connected(Collection<Socket> sockets) {
        sockets.forEach(this::connected);
    }

    /** Tells what has changed. */
    void look() {
        polling.removeIf(socket -> {
            boolean changed = socket.isConnected() && !isPolling(socket);
            if (changed) {
                changes.change(
                        "socket_updated",
                        JSON.createObjectBuilder()
                                .add("id", socket.id())
                                .add("nsp", socket.namespace().name())
                                .add("transport", socket.transport())
                                .build());
            }
            return changed || !socket.isConnected();
        });
    }

    /** Nobody watches any more. */
    void clear() {
        polling.clear();
    }

    private static boolean isPolling(Socket socket) {
        return socket.transport().equals(TransportName.POLLING.text());
    }
}
