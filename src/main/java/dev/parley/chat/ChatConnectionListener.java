package dev.parley.chat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.DisconnectReason;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.session.TokenExpiry;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs the chat's steps, in the necessary order, when a socket connects and when it disconnects. */
final class ChatConnectionListener implements ConnectionListener {

    private static final Logger LOG = System.getLogger(ChatConnectionListener.class.getName());

    private final TokenExpiry expiry;
    private final RoomDirectory rooms;
    private final TypingEvents typing;
    private final PresenceGrace presence;
    private final ReturnedRooms returned;
    private final Refusals refusals;

    ChatConnectionListener(
            TokenExpiry expiry,
            RoomDirectory rooms,
            TypingEvents typing,
            PresenceGrace presence,
            ReturnedRooms returned,
            Refusals refusals) {
        this.expiry = expiry;
        this.rooms = rooms;
        this.typing = typing;
        this.presence = presence;
        this.returned = returned;
        this.refusals = refusals;
    }

    /**
     * Registers the socket's presence before the client learns its socket id. From then on other clients may know the id:
     * messages must reach the socket, for which it is in its private rooms already, and queries must find it.
     */
    @Override
    public CompletionStage<ConnectDecision> joining(Socket socket) {
        Optional<AuthenticatedUser> user = SocketUser.find(socket);
        if (user.isEmpty()) {
            return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        }
        return presence.connected(socket).thenApply(done -> ConnectDecision.ADMITTED);
    }

    @Override
    public void abandoned(Socket socket) {
        if (SocketUser.find(socket).isEmpty()) {
            return;
        }
        if (socket.isRecovered()) {
            presence.lost(socket, RoomDirectory.forPeople(socket, socket.keptRooms()));
        } else {
            presence.left(socket, Set.of());
        }
    }

    /** Asks the room policy again. The private rooms are the user's own, and the user is the same. */
    @Override
    public CompletionStage<Set<String>> returning(Socket socket, Set<String> all) {
        return returned.allowed(socket, all);
    }

    @Override
    public void connected(Socket socket) {
        if (SocketUser.find(socket).isEmpty()) {
            LOG.log(Level.ERROR, "No connect guard has set the user of {0}; it is disconnected", socket);
            refusals.tell(
                    socket,
                    new RefusedException(
                            ErrorCode.CONNECTION_ERROR, "This server cannot tell who you are. Tell its operator."));
            socket.disconnect(true);
            return;
        }
        expiry.watch(socket);
    }

    @Override
    public void disconnected(Socket socket, DisconnectReason reason, Set<String> all) {
        if (SocketUser.find(socket).isEmpty()) {
            return;
        }
        Set<String> left = RoomDirectory.forPeople(socket, all);
        expiry.forget(socket);
        typing.gone(socket, left);
        rooms.left(left);
        if (isGoodbye(reason)) {
            presence.left(socket, left);
        } else {
            presence.lost(socket, left);
        }
    }

    @Override
    public void forgotten(String socketId) {
        presence.forgotten(socketId);
    }

    /** Who is sent away from a node that drains comes back, as somebody whose connection broke. */
    private static boolean isGoodbye(DisconnectReason reason) {
        return reason == DisconnectReason.CLIENT_NAMESPACE_DISCONNECT
                || reason == DisconnectReason.SERVER_NAMESPACE_DISCONNECT;
    }
}
