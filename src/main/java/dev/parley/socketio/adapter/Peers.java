package dev.parley.socketio.adapter;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other nodes that have told their names with an answer, to name those of them that give none. Bounded, since names
 * come from outside. Thread-safe.
 */
final class Peers {

    private static final int MAX_NAMES = 1000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** A node has told its name; null when it has not. */
    void heard(String name) {
        if (name != null && names.size() < MAX_NAMES) {
            names.add(name);
        }
    }

    /** All names. A snapshot. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** The known nodes without these. */
    Set<String> without(Set<String> answered) {
        Set<String> silent = new HashSet<>(names);
        silent.removeAll(answered);
        return silent;
    }

    /** Everybody who is there has answered, so whoever is not among these is gone. */
    void areOnly(Set<String> answered) {
        names.retainAll(answered);
    }
}
