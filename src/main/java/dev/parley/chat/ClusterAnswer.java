package dev.parley.chat;

import java.util.Objects;
import java.util.Set;

/**
 * What the nodes have answered.
 *
 * @param found by those that have
 * @param missingNodes the ids of those that have not in time; empty when the answer is complete
 */
public record ClusterAnswer<T>(T found, Set<String> missingNodes) {

    /** Nothing may be null; keeps a copy of the set. */
    public ClusterAnswer {
        Objects.requireNonNull(found, "found");
        missingNodes = Set.copyOf(missingNodes);
    }

    /** An answer to which no node is missing. */
    public static <T> ClusterAnswer<T> complete(T found) {
        return new ClusterAnswer<>(found, Set.of());
    }
}
