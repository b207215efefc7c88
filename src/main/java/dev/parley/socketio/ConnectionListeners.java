package dev.parley.socketio;

import dev.parley.api.DisconnectReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    private static void quietly(String what, Runnable call) {
        try {
            call.run();
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "A listener failed at a " + what, e);
        }
    }
}
