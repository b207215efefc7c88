package dev.parley.socketio.adapter;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of other nodes that have answered before. They serve to name nodes that do not answer a later request.
 * Bounded, because the names come from outside. Thread-safe.
 */
final class Peers {

    private static final int MAX_NAMES = 1000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** Keeps the name of a node that has answered. Null stands for a node without a name. */
    void heard(String name) {
        if (name != null && names.size() < MAX_NAMES) {
            names.add(name);
        }
    }

    /** All names. A snapshot. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** The known nodes, except these. */
    Set<String> without(Set<String> answered) {
        Set<String> silent = new HashSet<>(names);
        silent.removeAll(answered);
        return silent;
    }

    /** Forgets all other nodes: every present node has answered, so a node that is not among these is gone. */
    void areOnly(Set<String> answered) {
        names.retainAll(answered);
    }
}
