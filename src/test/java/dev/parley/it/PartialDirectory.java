package dev.parley.it;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.chat.directory.RoomInfo;
import dev.parley.chat.directory.WaitingSession;
import dev.parley.socketio.adapter.ClusterReply;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The directory of a cluster with a node that does not answer, and with names that it fails at. For {@link PartialClusterIT}. */
@ApplicationScoped
@Alternative
@Priority(1)
public class PartialDirectory implements ClusterDirectory {

    /** The node that does not answer. */
    static final String MISSING = "web-2-0a1b2c3d";

    /** The words of the exceptions, which nobody must hear. */
    static final String SECRET = "sesame";

    @Override
    public CompletionStage<ClusterReply<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        return later(List.of());
    }

    @Override
    public CompletionStage<ClusterReply<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        if (socketId.equals("throws")) {
            throw new IllegalStateException(SECRET);
        }
        if (socketId.equals("fails")) {
            return CompletableFuture.failedStage(new IllegalStateException(SECRET));
        }
        return later(Optional.empty());
    }

    @Override
    public CompletionStage<ClusterReply<List<RoomInfo>>> rooms(Scope scope) {
        return later(List.of());
    }

    @Override
    public CompletionStage<ClusterReply<Optional<RoomInfo>>> room(String name, Scope scope) {
        return later(Optional.empty());
    }

    @Override
    public CompletionStage<ClusterReply<Boolean>> disconnect(String socketId, Scope scope) {
        return later(false);
    }

    @Override
    public CompletionStage<ClusterReply<Integer>> disconnectAll(ConnectionFilter filter, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<WaitingSession> waiting() {
        return List.of();
    }

    @Override
    public boolean endWaiting(String socketId) {
        return false;
    }

    /** On another thread, as a cluster answers. */
    private static <T> CompletionStage<ClusterReply<T>> later(T found) {
        return CompletableFuture.supplyAsync(() -> new ClusterReply<>(found, Set.of(MISSING)));
    }
}
