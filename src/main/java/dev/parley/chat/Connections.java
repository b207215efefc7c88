package dev.parley.chat;

import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.DisconnectReason;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;

/** What happens when a socket comes and when it goes, in its order. */
final class Connections implements ConnectionListener {

    private static final Logger LOG = System.getLogger(Connections.class.getName());

    private final TokenExpiry expiry;
    private final RoomDirectory rooms;
    private final TypingEvents typing;
    private final PresenceEvents presence;
    private final Refusals refusals;

    Connections(
            TokenExpiry expiry, RoomDirectory rooms, TypingEvents typing, PresenceEvents presence, Refusals refusals) {
        this.expiry = expiry;
        this.rooms = rooms;
        this.typing = typing;
        this.presence = presence;
        this.refusals = refusals;
    }

    /** Messages to a user or a socket must find it as soon as its client can tell others its id. */
    @Override
    public void joining(Socket socket) {
        SocketUser.find(socket)
                .ifPresent(user ->
                        socket.join(List.of(PrivateRooms.ofUser(user.id()), PrivateRooms.ofSocket(socket.id()))));
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
        presence.connected(socket);
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
        presence.disconnected(socket, left);
    }
}
