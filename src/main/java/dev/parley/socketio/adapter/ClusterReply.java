package dev.parley.socketio.adapter;

import java.util.Set;
import java.util.function.Function;

/**
 * What the nodes of a cluster have replied, this one included, and who has not.
 *
 * @param value all that came
 * @param missing how many nodes have not answered in time; while there is no connection to them, those that are known of
 * @param missingNodes the names of some of them: of those that have told their name before, as the nodes of Parley do
 */
public record ClusterReply<T>(T value, int missing, Set<String> missingNodes) {

    /** Refuses a negative number and keeps a copy of the names. */
    public ClusterReply {
        if (missing < 0) {
            throw new IllegalArgumentException("missing must not be negative: " + missing);
        }
        missingNodes = Set.copyOf(missingNodes);
    }

    /** A reply from which nobody is missing. */
    public static <T> ClusterReply<T> complete(T value) {
        return new ClusterReply<>(value, 0, Set.of());
    }

    /** Whether every node has answered. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** The same reply in another form. */
    public <R> ClusterReply<R> map(Function<? super T, ? extends R> form) {
        return new ClusterReply<>(form.apply(value), missing, missingNodes);
    }
}
