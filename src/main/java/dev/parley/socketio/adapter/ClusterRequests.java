package dev.parley.socketio.adapter;

import dev.parley.engine.RandomId;
import dev.parley.engine.Timers;
import dev.parley.socketio.codec.SocketPacket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The requests of this node that wait for answers of other nodes. A request is forgotten when all nodes have answered,
 * or at the latest when its time-out expires; later answers are ignored. Thread-safe; no method blocks. Results
 * complete on the executor, because the threads of the bus and of the timers must not be used for what depends on them.
 */
final class ClusterRequests {

    /** How long other nodes may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClusterBus bus;
    private final Timers timers;
    private final Executor executor;
    private final Peers peers = new Peers();
    private final RandomId ids = new RandomId();
    private final ConcurrentMap<String, BiConsumer<String, ClusterResponse>> waiting = new ConcurrentHashMap<>();

    ClusterRequests(ClusterBus bus, Timers timers, Executor executor) {
        this.bus = bus;
        this.timers = timers;
        this.executor = executor;
    }

    /**
     * Sends a request to all other nodes.
     *
     * @param request makes the request from the id that the answers must carry
     * @param reader takes the content out of an answer; null if it is the answer to a request of another kind
     */
    <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, Function<ClusterResponse, List<T>> reader) {
        return ask(request, new PendingResponses<>(reader, peers));
    }

    /**
     * Sends a request to all other nodes, and waits for the answers of some of them.
     *
     * @param request makes the request from the id that the answers must carry
     * @param reader takes the content out of an answer; null if it is the answer to a request of another kind
     * @param nodes the names of the nodes whose answers are waited for
     */
    <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, Function<ClusterResponse, List<T>> reader, Set<String> nodes) {
        return ask(request, new PendingResponses<>(reader, peers, nodes));
    }

    private <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, PendingResponses<T> gathering) {
        String id = ids.next();
        waiting.put(id, gathering::receive);
        Timers.Timeout timeout = timers.schedule(PATIENCE, () -> executor.execute(gathering::expire));
        CompletableFuture<ClusterReply<List<T>>> result = gathering.result();
        CompletionStage<ClusterReply<List<T>>> reply = result.whenComplete((answer, none) -> {
                    waiting.remove(id);
                    timeout.cancel();
                })
                .thenApplyAsync(Function.identity(), executor);
        bus.others().whenComplete((others, failure) -> {
            if (failure == null) {
                gathering.expect(others);
            } else {
                gathering.expire();
            }
        });
        if (!result.isDone()) {
            bus.publish(request.apply(id));
        }
        return reply;
    }

    /**
     * Sends an event whose receivers on all other nodes acknowledge it.
     *
     * @param total called once with the number of acknowledgements to expect
     * @param local sends the event on this node, before the request goes to the other nodes, and reports how many
     *     clients of this node must acknowledge
     */
    void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration patience,
            IntConsumer total,
            AckCollector collector,
            Consumer<PendingClusterAcks> local) {
        String id = ids.next();
        IntConsumer ended = count -> {
            waiting.remove(id);
            total.accept(count);
        };
        PendingClusterAcks gathering = new PendingClusterAcks(ended, collector, executor);
        waiting.put(id, gathering::receive);
        gathering.limit(timers.schedule(patience, gathering::expire));
        local.accept(gathering);
        // If the number of nodes is unknown, all known nodes are expected, and count as missing.
        bus.others()
                .whenComplete((others, failure) -> gathering.expect(
                        failure == null ? others : peers.names().size()));
        bus.publish(new ClusterRequest.BroadcastWithAck(id, packet, options, patience));
    }

    /** An answer has arrived, perhaps to the request of another node. */
    void receive(String node, ClusterResponse response) {
        peers.heard(node);
        BiConsumer<String, ClusterResponse> request = waiting.get(response.requestId());
        if (request != null) {
            request.accept(node, response);
        }
    }

    /** The number of requests that wait for answers; for the tests. */
    int pending() {
        return waiting.size();
    }
}
