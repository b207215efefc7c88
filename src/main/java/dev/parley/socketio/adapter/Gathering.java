package dev.parley.socketio.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What other nodes answer to one request, until all that are expected have, or nobody waits any more. Thread-safe: the
 * number that is expected may become known after the first answer has come.
 *
 * @param <T> one thing of which an answer may have several
 */
final class Gathering<T> {

    private static final int UNKNOWN = -1;

    private final Function<ClusterResponse, List<T>> reader;
    private final Peers peers;
    /** Those that are waited for; empty when it is a number of nodes, whoever they are. */
    private final Optional<Set<String>> awaited;

    private final CompletableFuture<ClusterReply<List<T>>> result = new CompletableFuture<>();
    private final List<T> things = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int answers;
    private int expected = UNKNOWN;
    private boolean over;

    /**
     * Nothing has come yet.
     *
     * @param reader takes out of an answer what it tells; null when it is the answer to something else
     */
    Gathering(Function<ClusterResponse, List<T>> reader, Peers peers) {
        this(reader, peers, Optional.empty());
    }

    /** Nothing has come yet, and only nodes of these names are waited for. */
    Gathering(Function<ClusterResponse, List<T>> reader, Peers peers, Set<String> nodes) {
        this(reader, peers, Optional.of(Set.copyOf(nodes)));
    }

    private Gathering(Function<ClusterResponse, List<T>> reader, Peers peers, Optional<Set<String>> awaited) {
        this.reader = reader;
        this.peers = peers;
        this.awaited = awaited;
    }

    /** What has come and who is missing; completes on the thread that brings the last answer. */
    CompletableFuture<ClusterReply<List<T>>> result() {
        return result;
    }

    /** This many other nodes have been asked. */
    void expect(int others) {
        synchronized (this) {
            expected = others;
        }
        completeIfAllAreThere();
    }

    /** An answer; whatever does not fit the question, or comes from the same node again, is ignored. */
    void receive(String node, ClusterResponse response) {
        List<T> told = reader.apply(response);
        if (told == null) {
            return;
        }
        synchronized (this) {
            if (over || node != null && !answered.add(node)) {
                return;
            }
            answers++;
            things.addAll(told);
        }
        completeIfAllAreThere();
    }

    private void completeIfAllAreThere() {
        ClusterReply<List<T>> all;
        synchronized (this) {
            if (over || !isEverybodyHeard()) {
                return;
            }
            over = true;
            all = ClusterReply.complete(List.copyOf(things));
            if (awaited.isEmpty() && answers == answered.size()) {
                peers.areOnly(answered);
            }
        }
        result.complete(all);
    }

    private boolean isEverybodyHeard() {
        return awaited.map(answered::containsAll).orElseGet(() -> expected != UNKNOWN && answers >= expected);
    }

    /** Nobody waits any more: what has come is the answer. */
    void expire() {
        ClusterReply<List<T>> some;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            Set<String> silent = awaited.map(this::silentOf).orElseGet(() -> peers.without(answered));
            some = new ClusterReply<>(List.copyOf(things), missing(silent), silent);
        }
        result.complete(some);
    }

    private Set<String> silentOf(Set<String> nodes) {
        Set<String> silent = new HashSet<>(nodes);
        silent.removeAll(answered);
        return silent;
    }

    private int missing(Set<String> silent) {
        if (awaited.isPresent()) {
            return silent.size();
        }
        // All may have answered this very moment, and one more.
        return expected == UNKNOWN ? Math.max(1, silent.size()) : Math.max(0, expected - answers);
    }
}
