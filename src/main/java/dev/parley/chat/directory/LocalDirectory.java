package dev.parley.chat.directory;

import dev.parley.api.AuthenticatedUser;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.Member;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The sockets and rooms of this node, whatever the scope. A single node uses it as its directory; a node of a cluster
 * uses it to answer the other nodes. Every stage is complete when its method returns, and none fails.
 */
public final class LocalDirectory implements ClusterDirectory {

    private final Namespace namespace;
    private final RoomDirectory rooms;
    private final NodeId node;
    private final boolean anonymous;

    /** Creates the directory of a namespace on this node, whose sockets have a user. */
    public LocalDirectory(Namespace namespace, RoomDirectory rooms, NodeId node) {
        this(namespace, rooms, node, false);
    }

    /**
     * Creates the directory of a namespace on this node.
     *
     * @param anonymous whether sockets without a user are listed, too
     */
    public LocalDirectory(Namespace namespace, RoomDirectory rooms, NodeId node, boolean anonymous) {
        this.namespace = namespace;
        this.rooms = rooms;
        this.node = node;
        this.anonymous = anonymous;
    }

    @Override
    public CompletionStage<ClusterReply<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        List<ConnectionInfo> found = new ArrayList<>();
        for (Member member : candidates(filter)) {
            if (member instanceof Socket socket) {
                info(socket).filter(filter::matches).ifPresent(found::add);
            }
        }
        return completed(found);
    }

    @Override
    public CompletionStage<ClusterReply<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        return completed(namespace.socket(socketId).flatMap(this::info));
    }

    @Override
    public CompletionStage<ClusterReply<List<RoomInfo>>> rooms(Scope scope) {
        return completed(rooms.rooms());
    }

    @Override
    public CompletionStage<ClusterReply<Optional<RoomInfo>>> room(String name, Scope scope) {
        return completed(rooms.room(name));
    }

    @Override
    public CompletionStage<ClusterReply<Boolean>> disconnect(String socketId, Scope scope) {
        Optional<Socket> socket = namespace.socket(socketId);
        socket.ifPresent(found -> found.disconnect(true));
        return completed(socket.isPresent());
    }

    @Override
    public CompletionStage<ClusterReply<Integer>> disconnectAll(ConnectionFilter filter, Scope scope) {
        List<Socket> found = new ArrayList<>();
        for (Member member : candidates(filter)) {
            if (member instanceof Socket socket
                    && info(socket).filter(filter::matches).isPresent()) {
                found.add(socket);
            }
        }
        found.forEach(socket -> socket.disconnect(true));
        return completed(found.size());
    }

    @Override
    public List<WaitingSession> waiting() {
        return rooms.waiting(node);
    }

    @Override
    public boolean endWaiting(String socketId) {
        return namespace.endWaiting(socketId);
    }

    /**
     * The data of a socket for the other servers of the cluster; an empty object for a socket whose client does not
     * know yet that it has joined.
     */
    public JsonObject describe(Socket socket) {
        return info(socket).map(SocketDescriptionMapper::data).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /**
     * The sockets that can match the filter: the members of the user's private room or of the given room, otherwise all
     * sockets.
     */
    private Collection<? extends Member> candidates(ConnectionFilter filter) {
        if (filter.userId().isPresent()) {
            return namespace
                    .adapter()
                    .localMembers(PrivateRooms.ofUser(filter.userId().get()));
        }
        if (filter.room().isPresent()) {
            return namespace.adapter().localMembers(filter.room().get());
        }
        return namespace.sockets();
    }

    /**
     * The info of a socket. Empty if its client does not know yet that it has joined, if it is being disconnected, or
     * if no guard has set its user: such a socket is about to be disconnected.
     */
    private Optional<ConnectionInfo> info(Socket socket) {
        ConnectDetails arrival = socket.attribute(ConnectDetails.KEY);
        return SocketUser.find(socket)
                .map(AuthenticatedUser::id)
                .or(() -> anonymous ? Optional.of("") : Optional.empty())
                .filter(user -> arrival != null && socket.isAnnounced() && socket.isConnected())
                .map(user -> new ConnectionInfo(
                        socket.id(),
                        user,
                        arrival.time(),
                        rooms.roomsOf(socket),
                        arrival.metadata(),
                        socket.transport(),
                        socket.remoteAddress(),
                        node.text()));
    }

    private static <T> CompletionStage<ClusterReply<T>> completed(T found) {
        return CompletableFuture.completedStage(ClusterReply.complete(found));
    }
}
