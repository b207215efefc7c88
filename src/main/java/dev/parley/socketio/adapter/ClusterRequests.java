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
 * The requests of this node that wait for answers of others. Each is forgotten when all have answered, and at the latest
 * after its time; what comes later is ignored. Thread-safe; no method blocks. What waits for a result is called on the
 * executor, because neither the bus nor the timers have the time.
 */
final class ClusterRequests {

    /** How long other nodes may take. */
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
     * Asks all other nodes.
     *
     * @param request made from the id that the answers must bear
     * @param reader takes out of an answer what it tells; null when it is the answer to something else
     */
    <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, Function<ClusterResponse, List<T>> reader) {
        return ask(request, new Gathering<>(reader, peers));
    }

    /**
     * Asks all other nodes and waits for some of them.
     *
     * @param request made from the id that the answers must bear
     * @param reader takes out of an answer what it tells; null when it is the answer to something else
     * @param nodes the names of those that are waited for
     */
    <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, Function<ClusterResponse, List<T>> reader, Set<String> nodes) {
        return ask(request, new Gathering<>(reader, peers, nodes));
    }

    private <T> CompletionStage<ClusterReply<List<T>>> ask(
            Function<String, ClusterRequest> request, Gathering<T> gathering) {
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
     * @param total told once how many acknowledgements there will be
     * @param local does the same on this node, before the others hear of it, and tells how many clients were asked
     */
    void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration patience,
            IntConsumer total,
            AckCollector collector,
            Consumer<AckGathering> local) {
        String id = ids.next();
        IntConsumer ended = count -> {
            waiting.remove(id);
            total.accept(count);
        };
        AckGathering gathering = new AckGathering(ended, collector, executor);
        waiting.put(id, gathering::receive);
        gathering.limit(timers.schedule(patience, gathering::expire));
        local.accept(gathering);
        // While no node can be asked, those are missed that are known.
        bus.others()
                .whenComplete((others, failure) -> gathering.expect(
                        failure == null ? others : peers.names().size()));
        bus.publish(new ClusterRequest.BroadcastWithAck(id, packet, options, patience));
    }

    /** An answer has come, perhaps to somebody else's request. */
    void receive(String node, ClusterResponse response) {
        peers.heard(node);
        BiConsumer<String, ClusterResponse> request = waiting.get(response.requestId());
        if (request != null) {
            request.accept(node, response);
        }
    }

    /** How many requests wait; for the tests. */
    int pending() {
        return waiting.size();
    }
}
