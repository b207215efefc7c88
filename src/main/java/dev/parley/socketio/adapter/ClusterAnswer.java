package dev.parley.socketio.adapter;

import java.util.Set;
import java.util.function.Function;

/**
 * What the nodes of a cluster have answered, this one included, and who has not.
 *
 * @param value all that came
 * @param missing how many nodes have not answered in time; while there is no connection to them, those that are known of
 * @param missingNodes the names of some of them: of those that have told their name before, as the nodes of Parley do
 */
public record ClusterAnswer<T>(T value, int missing, Set<String> missingNodes) {

    /** Refuses a negative number and keeps a copy of the names. */
    public ClusterAnswer {
        if (missing < 0) {
            throw new IllegalArgumentException("missing must not be negative: " + missing);
        }
        missingNodes = Set.copyOf(missingNodes);
    }

    /** An answer from which nobody is missing. */
    public static <T> ClusterAnswer<T> complete(T value) {
        return new ClusterAnswer<>(value, 0, Set.of());
    }

    /** Whether every node has answered. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** The same answer in another form. */
    public <R> ClusterAnswer<R> map(Function<? super T, ? extends R> form) {
        return new ClusterAnswer<>(form.apply(value), missing, missingNodes);
    }
}
