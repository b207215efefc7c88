package dev.parley.chat;

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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The sockets and rooms of all nodes: each is asked for its own at every question, so what is told is true, and servers
 * that are none of Parley's are asked, too. When and as what a room was made is kept with the presence.
 */
public final class SharedDirectory implements ClusterDirectory {

    /** Stands for a node that has not answered and has never told its name. */
    static final String UNKNOWN_NODE = "unknown";

    private final Namespace namespace;
    private final LocalDirectory local;
    private final PresenceDirectory presence;
    private final Supplier<Set<String>> nodes;
    private final ForeignSockets sockets;
    private final NodeId self;

    /**
     * The directory of a namespace on all nodes.
     *
     * @param local that of this node
     * @param nodes the ids of the nodes that are alive, this one among them
     * @param sockets reads what others tell of theirs
     */
    public SharedDirectory(
            Namespace namespace,
            LocalDirectory local,
            PresenceDirectory presence,
            Supplier<Set<String>> nodes,
            ForeignSockets sockets,
            NodeId self) {
        this.namespace = namespace;
        this.local = local;
        this.presence = presence;
        this.nodes = nodes;
        this.sockets = sockets;
        this.self = self;
    }

    @Override
    public CompletionStage<ClusterAnswer<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        if (scope == Scope.NODE) {
            return local.connections(filter, scope);
        }
        return fetch(audience(filter))
                .thenApply(answer -> new ClusterAnswer<>(
                        answer.found().stream()
                                .map(sockets::info)
                                .filter(filter::matches)
                                .toList(),
                        answer.missingNodes()));
    }

    /** As few as may match; a user's sockets are in its private room on every node of Parley. */
    private Broadcast audience(ConnectionFilter filter) {
        if (filter.userId().isPresent()) {
            return namespace.to(PrivateRooms.ofUser(filter.userId().get()));
        }
        return filter.room().map(namespace::to).orElseGet(namespace::everybody);
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        if (scope == Scope.NODE || namespace.socket(socketId).isPresent()) {
            return local.connection(socketId, scope);
        }
        return find(socketId)
                .thenApply(answer -> new ClusterAnswer<>(answer.found().map(sockets::info), answer.missingNodes()));
    }

    /** A socket of another node; when it has been found nobody is missing. */
    private CompletionStage<ClusterAnswer<Optional<SocketDescription>>> find(String socketId) {
        return fetch(namespace.to(socketId)).thenApply(answer -> {
            Optional<SocketDescription> found = answer.found().stream()
                    .filter(socket -> socket.id().equals(socketId))
                    .findAny();
            return found.isPresent()
                    ? ClusterAnswer.complete(found)
                    : new ClusterAnswer<>(found, answer.missingNodes());
        });
    }

    @Override
    public CompletionStage<ClusterAnswer<List<RoomInfo>>> rooms(Scope scope) {
        if (scope == Scope.NODE) {
            return local.rooms(scope);
        }
        return fetch(namespace.everybody()).thenCompose(answer -> {
            Map<String, Set<String>> members = new HashMap<>();
            Set<String> ids = new HashSet<>();
            for (SocketDescription socket : answer.found()) {
                ids.add(socket.id());
                ForeignSockets.roomsOf(socket)
                        .forEach(room -> members.computeIfAbsent(room, name -> new HashSet<>())
                                .add(socket.id()));
            }
            // The room of a socket is none for people, whoever else is in it.
            members.keySet().removeAll(ids);
            return withOrigins(members).thenApply(rooms -> new ClusterAnswer<>(rooms, answer.missingNodes()));
        });
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<RoomInfo>>> room(String name, Scope scope) {
        if (scope == Scope.NODE) {
            return local.room(name, scope);
        }
        if (PrivateRooms.contains(name)) {
            return CompletableFuture.completedStage(ClusterAnswer.complete(Optional.empty()));
        }
        return fetch(namespace.to(name)).thenCompose(answer -> {
            Set<String> members =
                    answer.found().stream().map(SocketDescription::id).collect(Collectors.toSet());
            boolean isRoom = !members.isEmpty() && !members.contains(name);
            return withOrigins(isRoom ? Map.of(name, members) : Map.of())
                    .thenApply(rooms -> new ClusterAnswer<>(rooms.stream().findAny(), answer.missingNodes()));
        });
    }

    private CompletionStage<List<RoomInfo>> withOrigins(Map<String, Set<String>> members) {
        if (members.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return presence.originsOf(members.keySet())
                .thenApply(origins -> members.entrySet().stream()
                        .map(room -> {
                            RoomOrigin origin = origins.getOrDefault(room.getKey(), sockets.unknownOrigin());
                            return new RoomInfo(room.getKey(), origin.createdAt(), origin.metadata(), room.getValue());
                        })
                        .toList());
    }

    @Override
    public CompletionStage<ClusterAnswer<Boolean>> disconnect(String socketId, Scope scope) {
        if (scope == Scope.NODE || namespace.socket(socketId).isPresent()) {
            return local.disconnect(socketId, scope);
        }
        return find(socketId).thenApply(answer -> {
            answer.found().ifPresent(this::disconnect);
            return new ClusterAnswer<>(answer.found().isPresent(), answer.missingNodes());
        });
    }

    /** By its private room, if it has one: another server's client may have joined a room of its id. */
    private void disconnect(SocketDescription socket) {
        String own = PrivateRooms.ofSocket(socket.id());
        namespace.to(socket.rooms().contains(own) ? own : socket.id()).disconnect(true);
    }

    private CompletionStage<ClusterAnswer<List<SocketDescription>>> fetch(Broadcast audience) {
        return audience.fetchSockets().thenApply(reply -> new ClusterAnswer<>(reply.value(), missing(reply)));
    }

    /** Nodes of Parley have told their names to each other; one that never has is known by the presence. */
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
