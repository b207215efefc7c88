package dev.parley.socketio;

import dev.parley.api.DisconnectReason;
import dev.parley.socketio.recovery.Handed;
import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoverySession;
import dev.parley.socketio.recovery.Replay;
import dev.parley.socketio.recovery.Returning;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a socket does to be recovered, and when its client has come back: it has a session if the client takes offsets.
 * Used in the turn of the client's session.
 */
final class SocketRecovery {

    /** The ends that are none of the client's own, and no goodbye of the server. */
    private static final Set<DisconnectReason> RECOVERABLE = EnumSet.of(
            DisconnectReason.TRANSPORT_CLOSE,
            DisconnectReason.TRANSPORT_ERROR,
            DisconnectReason.PING_TIMEOUT,
            DisconnectReason.FORCED_SERVER_CLOSE,
            DisconnectReason.SERVER_SHUTTING_DOWN);

    private final NamespaceRecovery namespace;
    private final RecoverySession session;
    private final Returning returning;
    private Handed handed;

    private SocketRecovery(NamespaceRecovery namespace, RecoverySession session, Returning returning) {
        this.namespace = namespace;
        this.session = session;
        this.returning = returning;
    }

    /** Of a new client; without a session if it takes no offsets. */
    static SocketRecovery of(Namespace namespace, Client client, String id, Map<AttributeKey<?>, Object> attributes) {
        RecoverySession session = namespace
                .recovery()
                .begin(client.session().handshake(), id, namespace.ownerOf(attributes))
                .orElse(null);
        return new SocketRecovery(namespace.recovery(), session, null);
    }

    /** Of a client that has come back. */
    static SocketRecovery of(Namespace namespace, Returning returning) {
        return new SocketRecovery(namespace.recovery(), returning.session(), returning);
    }

    /** Null if the client takes no offsets. */
    RecoverySession session() {
        return session;
    }

    /** What another node has kept of the application's attributes. */
    JsonObject restored() {
        return returning == null ? JsonValue.EMPTY_JSON_OBJECT : session.sharedData();
    }

    /** Whether the client has come back. */
    boolean isReturn() {
        return returning != null;
    }

    /** The socket is joining the namespace, and belongs to the session from now on. */
    void attach(Socket socket) {
        if (session != null) {
            session.attach(socket);
        }
    }

    /** Joins the rooms again that the client may still be in, and forgets all about the others. Never fails. */
    CompletionStage<Void> rejoin(Socket socket) {
        if (returning == null) {
            return CompletableFuture.completedStage(null);
        }
        return socket.namespace().returning(socket, session.allRooms()).thenAccept(allowed -> {
            Set<String> rooms = new HashSet<>(session.openRooms());
            rooms.retainAll(allowed);
            socket.join(rooms);
            Set<String> visible = new HashSet<>(allowed);
            visible.addAll(socket.rooms());
            namespace.retain(session, visible);
        });
    }

    /** The client has been told that it is here, and gets what is for it. */
    void announced() {
        if (session != null) {
            session.handing();
        }
    }

    /** What the client has missed; empty if it is too late for that. */
    Optional<Replay> replay() {
        return namespace.returningClients().replay(returning);
    }

    /** The socket is about to stop taking events. */
    void ending() {
        handed = namespace.handed();
    }

    /** The socket is ending. Its session ends first if nobody can come back to it, so that its rooms are not kept. */
    void ends(DisconnectReason reason, boolean announced) {
        if (!isRecoverable(reason, announced)) {
            forget();
        }
    }

    private boolean isRecoverable(DisconnectReason reason, boolean announced) {
        return RECOVERABLE.contains(reason) && (announced || returning != null);
    }

    /** The socket has ended. Its session waits for its client, unless somebody has said goodbye. */
    void ended(DisconnectReason reason, boolean announced, Map<AttributeKey<?>, Object> attributes) {
        if (session == null || !isRecoverable(reason, announced)) {
            return;
        }
        if (announced) {
            namespace.lost(session, handed, LastingAttributes.of(attributes));
        } else {
            namespace.unanswered(session);
        }
    }

    /** Nobody will come back to the socket. */
    void forget() {
        if (session != null) {
            namespace.end(session);
        }
    }
}
