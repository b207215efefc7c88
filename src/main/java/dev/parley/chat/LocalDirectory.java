package dev.parley.chat;

import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
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
 * The sockets and rooms of this node, whatever the scope: the directory of a node that is alone, and what one of several
 * tells the others. Every stage is complete when its method returns, and none fails.
 */
public final class LocalDirectory implements ClusterDirectory {

    private final Namespace namespace;
    private final RoomDirectory rooms;
    private final NodeId node;

    /** The directory of a namespace on this node. */
    public LocalDirectory(Namespace namespace, RoomDirectory rooms, NodeId node) {
        this.namespace = namespace;
        this.rooms = rooms;
        this.node = node;
    }

    @Override
    public CompletionStage<ClusterAnswer<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        List<ConnectionInfo> found = new ArrayList<>();
        for (Member member : candidates(filter)) {
            if (member instanceof Socket socket) {
                info(socket).filter(filter::matches).ifPresent(found::add);
            }
        }
        return completed(found);
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        return completed(namespace.socket(socketId).flatMap(this::info));
    }

    @Override
    public CompletionStage<ClusterAnswer<List<RoomInfo>>> rooms(Scope scope) {
        return completed(rooms.rooms());
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<RoomInfo>>> room(String name, Scope scope) {
        return completed(rooms.room(name));
    }

    @Override
    public CompletionStage<ClusterAnswer<Boolean>> disconnect(String socketId, Scope scope) {
        Optional<Socket> socket = namespace.socket(socketId);
        socket.ifPresent(found -> found.disconnect(true));
        return completed(socket.isPresent());
    }

    /** What the other servers of the cluster are told of a socket; nothing of one that nobody knows yet. */
    public JsonObject describe(Socket socket) {
        return info(socket).map(ForeignSockets::data).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** A few of the sockets where it is known that no others can match. */
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

    /** Empty for a socket that no guard has made known, which is about to be disconnected. */
    private Optional<ConnectionInfo> info(Socket socket) {
        Arrival arrival = socket.attribute(Arrival.KEY);
        return SocketUser.find(socket)
                .filter(user -> arrival != null)
                .map(user -> new ConnectionInfo(
                        socket.id(),
                        user.id(),
                        arrival.time(),
                        rooms.roomsOf(socket),
                        arrival.metadata(),
                        socket.transport(),
                        socket.remoteAddress(),
                        node.text()));
    }

    private static <T> CompletionStage<ClusterAnswer<T>> completed(T found) {
        return CompletableFuture.completedStage(ClusterAnswer.complete(found));
    }
}
