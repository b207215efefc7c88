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
 * Keeps the presence of a user whose connection broke for a while as it was, so that nobody sees a flap when the client
 * comes back. A goodbye counts at once. Thread-safe; no method blocks.
 */
final class PresenceGrace {

    private final PresenceEvents presence;
    private final Duration grace;
    private final SocketTimers timers;
    /** The sockets that were lost and are still present, by id. */
    private final ConcurrentMap<String, Lost> lost = new ConcurrentHashMap<>();

    /** A socket that was lost, until it counts as gone. */
    private static final class Lost {
        volatile Timers.Timeout timeout = Timers.Timeout.NONE;
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
        Lost entry = new Lost();
        lost.put(socket.id(), entry);
        entry.timeout = timers.schedule(grace, socket, () -> gone(socket, rooms, entry));
        if (lost.get(socket.id()) != entry) {
            entry.timeout.cancel();
        }
    }

    private void gone(Socket socket, Set<String> rooms, Lost entry) {
        if (lost.remove(socket.id(), entry)) {
            presence.disconnected(socket, rooms);
        }
    }
}
