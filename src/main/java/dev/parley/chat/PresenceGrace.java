package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.session.SocketTimers;
import dev.parley.socketio.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps a user's presence unchanged for a while after a connection of the user broke, so that nobody sees the user go
 * and come back. A disconnection that the client asked for counts at once. Thread-safe; no method blocks.
 */
final class PresenceGrace {

    private final PresenceEvents presence;
    private final Duration grace;
    private final SocketTimers timers;
    /** The sockets that were lost and are still present, by id. */
    private final ConcurrentMap<String, Lost> lost = new ConcurrentHashMap<>();

    /** A socket that was lost, until it counts as gone. */
    private static final class Lost {
        private final Socket socket;
        private final Set<String> rooms;
        private volatile Timers.Timeout timeout = Timers.Timeout.NONE;

        Lost(Socket socket, Set<String> rooms) {
            this.socket = socket;
            this.rooms = rooms;
        }
    }

    /**
     * Nobody is lost yet.
     *
     * @param grace how long a lost socket stays present; zero is not at all
     */
    PresenceGrace(PresenceEvents presence, Duration grace, SocketTimers timers) {
        this.presence = presence;
        this.grace = grace;
        this.timers = timers;
    }

    /** A socket is connecting: a new one, or one that comes back, perhaps before it counts as gone. */
    CompletionStage<Void> connected(Socket socket) {
        Lost before = lost.remove(socket.id());
        if (before != null) {
            before.timeout.cancel();
        }
        // The socket may be there still. Then this changes nothing, and nobody is told.
        return presence.connected(socket);
    }

    /** A socket that was in these rooms has said goodbye. */
    void left(Socket socket, Set<String> rooms) {
        presence.disconnected(socket, rooms);
    }

    /** The connection of a socket that was in these rooms is broken. */
    void lost(Socket socket, Set<String> rooms) {
        if (grace.isZero()) {
            presence.disconnected(socket, rooms);
            return;
        }
        Lost entry = new Lost(socket, rooms);
        lost.put(socket.id(), entry);
        entry.timeout = timers.schedule(grace, socket, () -> gone(entry));
        if (lost.get(socket.id()) != entry) {
            entry.timeout.cancel();
        }
    }

    /** Nobody will come back to a lost socket. Does nothing if it counts as gone already. */
    void forgotten(String socketId) {
        Lost entry = lost.get(socketId);
        if (entry != null) {
            entry.timeout.cancel();
            entry.socket.execute(() -> gone(entry));
        }
    }

    private void gone(Lost entry) {
        if (lost.remove(entry.socket.id(), entry)) {
            presence.disconnected(entry.socket, entry.rooms);
        }
    }
}
