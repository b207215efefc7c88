package dev.parley.socketio.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The answers of other nodes to one request, until all expected nodes have answered or the request is given up.
 * Thread-safe. The expected number may become known after the first answer has arrived.
 *
 * @param <T> the type of one item; an answer may have several items
 */
final class PendingResponses<T> {

    private static final int UNKNOWN = -1;

    private final Function<ClusterResponse, List<T>> reader;
    private final Peers peers;
    /** The nodes whose answers are waited for; empty if a number of answers is waited for, from any nodes. */
    private final Optional<Set<String>> awaited;

    private final CompletableFuture<ClusterReply<List<T>>> result = new CompletableFuture<>();
    private final List<T> things = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int answers;
    private int expected = UNKNOWN;
    private boolean over;

    /**
     * An empty collection.
     *
     * @param reader takes the content out of an answer; null if it is the answer to a request of another kind
     */
    PendingResponses(Function<ClusterResponse, List<T>> reader, Peers peers) {
        this(reader, peers, Optional.empty());
    }

    /** An empty collection that waits only for the nodes with these names. */
    PendingResponses(Function<ClusterResponse, List<T>> reader, Peers peers, Set<String> nodes) {
        this(reader, peers, Optional.of(Set.copyOf(nodes)));
    }

    private PendingResponses(Function<ClusterResponse, List<T>> reader, Peers peers, Optional<Set<String>> awaited) {
        this.reader = reader;
        this.peers = peers;
        this.awaited = awaited;
    }

    /**
     * The answers and the missing nodes. Completes on the thread that brings the last answer, or that calls
     * {@link #expire}.
     */
    CompletableFuture<ClusterReply<List<T>>> result() {
        return result;
    }

    /** Sets the number of other nodes that must answer. */
    void expect(int others) {
        synchronized (this) {
            expected = others;
        }
        completeIfAllAreThere();
    }

    /** Takes an answer. Ignores an answer of another kind, and a second answer of the same node. */
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

    /** Stops waiting: completes the result with the answers that have arrived. */
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
        // All expected nodes and one more may have answered just now, so the difference may be negative.
        return expected == UNKNOWN ? Math.max(1, silent.size()) : Math.max(0, expected - answers);
    }
}
