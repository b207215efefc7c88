package dev.parley.it;

import dev.parley.chat.ClusterAnswer;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.ConnectionFilter;
import dev.parley.chat.ConnectionInfo;
import dev.parley.chat.RoomInfo;
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
    public CompletionStage<ClusterAnswer<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope) {
        return later(List.of());
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<ConnectionInfo>>> connection(String socketId, Scope scope) {
        if (socketId.equals("throws")) {
            throw new IllegalStateException(SECRET);
        }
        if (socketId.equals("fails")) {
            return CompletableFuture.failedStage(new IllegalStateException(SECRET));
        }
        return later(Optional.empty());
    }

    @Override
    public CompletionStage<ClusterAnswer<List<RoomInfo>>> rooms(Scope scope) {
        return later(List.of());
    }

    @Override
    public CompletionStage<ClusterAnswer<Optional<RoomInfo>>> room(String name, Scope scope) {
        return later(Optional.empty());
    }

    @Override
    public CompletionStage<ClusterAnswer<Boolean>> disconnect(String socketId, Scope scope) {
        return later(false);
    }

    /** On another thread, as a cluster answers. */
    private static <T> CompletionStage<ClusterAnswer<T>> later(T found) {
        return CompletableFuture.supplyAsync(() -> new ClusterAnswer<>(found, Set.of(MISSING)));
    }
}
