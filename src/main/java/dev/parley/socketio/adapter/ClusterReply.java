package dev.parley.socketio.adapter;

import java.util.Set;
import java.util.function.Function;

/**
 * The replies of the nodes of a cluster, including this node, and the nodes that have not replied.
 *
 * @param value everything that was replied
 * @param missing how many nodes have not answered in time; if there is no connection, the number of nodes that are
 *     known
 * @param missingNodes the names of those missing nodes that have told their name before, as Parley's nodes do
 */
public record ClusterReply<T>(T value, int missing, Set<String> missingNodes) {

    /** Refuses a negative number and keeps a copy of the names. */
    public ClusterReply {
        if (missing < 0) {
            throw new IllegalArgumentException("missing must not be negative: " + missing);
        }
        missingNodes = Set.copyOf(missingNodes);
    }

    /** A reply whose missing nodes all have a name here. */
    public ClusterReply(T value, Set<String> missingNodes) {
        this(value, missingNodes.size(), missingNodes);
    }

    /** A reply without missing nodes. */
    public static <T> ClusterReply<T> complete(T value) {
        return new ClusterReply<>(value, 0, Set.of());
    }

    /** Whether every node has answered. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** The same reply with its value in another form. */
    public <R> ClusterReply<R> map(Function<? super T, ? extends R> form) {
        return new ClusterReply<>(form.apply(value), missing, missingNodes);
    }
}
