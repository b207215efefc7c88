package dev.parley.chat.directory;

import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts each socket into its {@link PrivateRooms}, that of its user among them if it has one, before others may know the socket's id. A namespace in
 * which users are addressed needs it, before all other listeners.
 */
public final class PrivateRoomListener implements ConnectionListener {

    @Override
    public CompletionStage<ConnectDecision> joining(Socket socket) {
        String own = PrivateRooms.ofSocket(socket.id());
        socket.join(SocketUser.find(socket)
                .map(user -> List.of(PrivateRooms.ofUser(user.id()), own))
                .orElse(List.of(own)));
        return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
    }
}
