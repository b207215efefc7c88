package dev.parley.chat.directory;

import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The sockets and rooms of all nodes. Each query asks every node for its own sockets, so the answer is up to date.
 * Servers that are not Parley's are asked, too. The creation time and metadata of rooms come from whoever knows
 * them.
 */
public final class SharedDirectory implements ClusterDirectory {

    /** Stands for a node that has not answered and whose id is not known. */
    static final String UNKNOWN_NODE = "unknown";

    private final Namespace namespace;
    private final LocalDirectory local;
    private final Function<Collection<String>, CompletionStage<Map<String, RoomOrigin>>> origins;
    private final Supplier<Set<String>> nodes;
    private final SocketDescriptionMapper sockets;
    private final NodeId self;

    /**
     * Creates the directory of a namespace on all nodes.
     *
     * @param local the directory of this node
     * @param origins gives the creation times and the metadata of rooms, as far as they are known
     * @param nodes the ids of the nodes that are alive, including this node
     * @param sockets reads the descriptions of sockets of other nodes
     */
    public SharedDirectory(
            Namespace namespace,
            LocalDirectory local,
            Function<Collection<String>, CompletionStage<Map<String, RoomOrigin>>> origins,
            Supplier<Set<String>> nodes,
            SocketDescriptionMapper sockets,
            NodeId self) {
        this.namespace = namespace;
        this.local = local;
        this.origins = origins;
        this.nodes = nodes;
        this.sockets = sockets;
        this.self = self;
    }

    @Override
    public CompletionStage<ClusterReply<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        if (scope == Scope.NODE) {
            return local.connections(filter, scope);
        }
        return fetch(audience(filter))
                .thenApply(answer -> new ClusterReply<>(
                        answer.value().stream()
                                .map(sockets::info)
                                .filter(filter::matches)
                                .toList(),
                        answer.missingNodes()));
    }

    /**
     * The smallest audience that contains all matching sockets. A user's sockets are in the user's private room on
     * every Parley node.
     */
    private Broadcast audience(ConnectionFilter filter) {
        if (filter.userId().isPresent()) {
            return namespace.to(PrivateRooms.ofUser(filter.userId().get()));
        }
        return filter.room().map(namespace::to).orElseGet(namespace::everybody);
    }

    @Override
    public CompletionStage<ClusterReply<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        if (scope == Scope.NODE || namespace.socket(socketId).isPresent()) {
            return local.connection(socketId, scope);
        }
        return find(socketId)
                .thenApply(answer -> new ClusterReply<>(answer.value().map(sockets::info), answer.missingNodes()));
    }

    /** Finds a socket of another node. If the socket is found, the reply names no missing nodes. */
    private CompletionStage<ClusterReply<Optional<SocketDescription>>> find(String socketId) {
        return fetch(namespace.to(socketId)).thenApply(answer -> {
            Optional<SocketDescription> found = answer.value().stream()
                    .filter(socket -> socket.id().equals(socketId))
                    .findAny();
            return found.isPresent() ? ClusterReply.complete(found) : new ClusterReply<>(found, answer.missingNodes());
        });
    }

    @Override
    public CompletionStage<ClusterReply<List<RoomInfo>>> rooms(Scope scope) {
        if (scope == Scope.NODE) {
            return local.rooms(scope);
        }
        return fetch(namespace.everybody()).thenCompose(answer -> {
            Map<String, Set<String>> members = new HashMap<>();
            Set<String> ids = new HashSet<>();
            for (SocketDescription socket : answer.value()) {
                ids.add(socket.id());
                SocketDescriptionMapper.roomsOf(socket)
                        .forEach(room -> members.computeIfAbsent(room, name -> new HashSet<>())
                                .add(socket.id()));
            }
            // The room of a socket's id is not a room for people, whoever else is in it.
            members.keySet().removeAll(ids);
            return withOrigins(members).thenApply(rooms -> new ClusterReply<>(rooms, answer.missingNodes()));
        });
    }

    @Override
    public CompletionStage<ClusterReply<Optional<RoomInfo>>> room(String name, Scope scope) {
        if (scope == Scope.NODE) {
            return local.room(name, scope);
        }
        if (PrivateRooms.contains(name)) {
            return CompletableFuture.completedStage(ClusterReply.complete(Optional.empty()));
        }
        return fetch(namespace.to(name)).thenCompose(answer -> {
            Set<String> members =
                    answer.value().stream().map(SocketDescription::id).collect(Collectors.toSet());
            boolean isRoom = !members.isEmpty() && !members.contains(name);
            return withOrigins(isRoom ? Map.of(name, members) : Map.of())
                    .thenApply(rooms -> new ClusterReply<>(rooms.stream().findAny(), answer.missingNodes()));
        });
    }

    private CompletionStage<List<RoomInfo>> withOrigins(Map<String, Set<String>> members) {
        if (members.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return origins.apply(members.keySet())
                .thenApply(known -> members.entrySet().stream()
                        .map(room -> {
                            RoomOrigin origin = known.getOrDefault(room.getKey(), sockets.unknownOrigin());
                            return new RoomInfo(room.getKey(), origin.createdAt(), origin.metadata(), room.getValue());
                        })
                        .toList());
    }

    @Override
    public CompletionStage<ClusterReply<Boolean>> disconnect(String socketId, Scope scope) {
        if (scope == Scope.NODE || namespace.socket(socketId).isPresent()) {
            return local.disconnect(socketId, scope);
        }
        return find(socketId).thenApply(answer -> {
            answer.value().ifPresent(this::disconnect);
            return new ClusterReply<>(answer.value().isPresent(), answer.missingNodes());
        });
    }

    /** One message for all sockets where the audience is exactly the sockets that match, else one for each socket. */
    @Override
    public CompletionStage<ClusterReply<Integer>> disconnectAll(ConnectionFilter filter, Scope scope) {
        if (scope == Scope.NODE) {
            return local.disconnectAll(filter, scope);
        }
        Broadcast audience = audience(filter);
        boolean isExact = filter.userId().isEmpty() || filter.room().isEmpty();
        return fetch(audience).thenApply(answer -> {
            List<SocketDescription> matching = answer.value().stream()
                    .filter(socket -> filter.matches(sockets.info(socket)))
                    .toList();
            // Without a match the room may be one that is not for people, such as the private room of a socket.
            if (isExact && !matching.isEmpty()) {
                audience.disconnect(true);
            } else {
                matching.forEach(this::disconnect);
            }
            return new ClusterReply<>(matching.size(), answer.missingNodes());
        });
    }

    @Override
    public List<WaitingSession> waiting() {
        return local.waiting();
    }

    @Override
    public boolean endWaiting(String socketId) {
        return local.endWaiting(socketId);
    }

    /**
     * Disconnects the socket by its private room if it has one: a client of another server may have joined a room with
     * the socket's id as its name.
     */
    private void disconnect(SocketDescription socket) {
        String own = PrivateRooms.ofSocket(socket.id());
        namespace.to(socket.rooms().contains(own) ? own : socket.id()).disconnect(true);
    }

    private CompletionStage<ClusterReply<List<SocketDescription>>> fetch(Broadcast audience) {
        return audience.fetchSockets().thenApply(reply -> new ClusterReply<>(reply.value(), missing(reply)));
    }

    /**
     * The ids of the nodes that have not answered. Parley nodes know each other's ids from earlier messages. If none of
     * these ids is missing, the nodes that are alive by the presence directory and have no socket in the reply count as
     * missing.
     */
    private Set<String> missing(ClusterReply<List<SocketDescription>> reply) {
        if (reply.isComplete()) {
            return Set.of();
        }
        Set<String> missing = new HashSet<>(reply.missingNodes());
        if (missing.isEmpty()) {
            missing.addAll(nodes.get());
            missing.remove(self.text());
            missing.removeAll(heard(reply.value()));
        }
        if (missing.size() < reply.missing()) {
            missing.add(UNKNOWN_NODE);
        }
        return missing;
    }

    private Set<String> heard(Collection<SocketDescription> found) {
        return found.stream().map(sockets::nodeOf).collect(Collectors.toSet());
    }
}
