package dev.parley.socketio;

import dev.parley.api.DisconnectReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of a namespace. An exception or error of one listener, such as a missing class, must not prevent the
 * calls of the other listeners. Thread-safe.
 */
final class ConnectionListeners {

    /** Named after {@link Namespace}, because operators know that name. */
    private static final Logger LOG = System.getLogger(Namespace.class.getName());

    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();

    void add(ConnectionListener listener) {
        listeners.add(listener);
    }

    /**
     * Tells the listeners that a socket is joining. The returned stage completes when all of them have decided: with the
     * first refusal among their decisions, or with {@link ConnectDecision#ADMITTED}. It never fails.
     */
    CompletionStage<ConnectDecision> joining(Socket socket) {
        CompletionStage<ConnectDecision> all = CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        for (ConnectionListener listener : listeners) {
            CompletionStage<ConnectDecision> next = asked(listener, socket);
            all = all.thenCombine(next, (before, after) -> before instanceof ConnectDecision.Refused ? before : after);
        }
        return all;
    }

    private static CompletionStage<ConnectDecision> asked(ConnectionListener listener, Socket socket) {
        try {
            return listener.joining(socket).handle((decision, failure) -> {
                if (failure != null) {
                    LOG.log(Level.ERROR, "A listener failed at a join", failure);
                    return ConnectDecision.ADMITTED;
                }
                if (decision instanceof ConnectDecision.Refused) {
                    return decision;
                }
                if (decision instanceof ConnectDecision.Admitted admitted) {
                    socket.attributes(admitted.attributes());
                }
                return ConnectDecision.ADMITTED;
            });
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "A listener failed at a join", e);
            return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        }
    }

    /** The rooms that a client which has come back may still be in, as all listeners say. The stage never fails. */
    CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
        CompletionStage<Set<String>> allowed = CompletableFuture.completedStage(rooms);
        for (ConnectionListener listener : listeners) {
            allowed = allowed.thenCombine(allowed(listener, socket, rooms), ConnectionListeners::both);
        }
        return allowed;
    }

    private static CompletionStage<Set<String>> allowed(ConnectionListener listener, Socket socket, Set<String> rooms) {
        try {
            return listener.returning(socket, rooms).exceptionally(failure -> noRooms(failure));
        } catch (Exception | Error e) {
            return CompletableFuture.completedStage(noRooms(e));
        }
    }

    private static Set<String> noRooms(Throwable failure) {
        LOG.log(Level.ERROR, "A listener failed at a return", failure);
        return Set.of();
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    /** The socket has got its CONNECT: from now on the application knows it. */
    void connected(Socket socket) {
        for (ConnectionListener listener : listeners) {
            quietly("connection", () -> listener.connected(socket));
        }
    }

    /** The socket is gone, and its client never got a CONNECT. */
    void abandoned(Socket socket) {
        for (ConnectionListener listener : listeners) {
            quietly("departure", () -> listener.abandoned(socket));
        }
    }

    /** The socket has left the namespace, and was in these rooms until now. */
    void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
        for (ConnectionListener listener : listeners) {
            quietly("disconnection", () -> listener.disconnected(socket, reason, rooms));
        }
    }

    /** Nobody will come back to a socket that has left. */
    void forgotten(String socketId) {
        for (ConnectionListener listener : listeners) {
            quietly("goodbye", () -> listener.forgotten(socketId));
        }
    }

    private static void quietly(String what, Runnable call) {
        try {
            call.run();
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "A listener failed at a " + what, e);
        }
    }
}
