package dev.parley.metrics;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NodeId;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.ClusterReply;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The numbers of all nodes. For each question, this node asks every other node for its numbers, with a server-side
 * event. Servers of other makers receive the event, too, but have no answer to it; so this node waits only for nodes of
 * Parley.
 */
public final class SharedMetrics implements ClusterMetrics {

    /** The event with which nodes ask each other. */
    static final String QUESTION = "parley-metrics";

    private static final Logger LOG = System.getLogger(SharedMetrics.class.getName());
    private static final String NODE = "node";

    private final Namespace namespace;
    private final NodeMetrics local;
    private final Supplier<Set<String>> nodes;
    private final NodeId self;

    /**
     * The numbers of a node and of the other nodes of a namespace.
     *
     * @param nodes the ids of the nodes of Parley that are alive, this one among them
     */
    public SharedMetrics(Namespace namespace, NodeMetrics local, Supplier<Set<String>> nodes, NodeId self) {
        this.namespace = namespace;
        this.local = local;
        this.nodes = nodes;
        this.self = self;
    }

    /** Answers the other nodes from now on. */
    public SharedMetrics answering() {
        namespace.onServerSideEmit(
                QUESTION,
                (arguments, answer) -> answer.accept(
                        local.figures().toJson().add(NODE, self.text()).build()));
        return this;
    }

    @Override
    public CompletionStage<ClusterReply<MetricsSummary>> summary(ClusterDirectory.Scope scope) {
        Set<String> others = new HashSet<>(nodes.get());
        others.remove(self.text());
        if (scope == ClusterDirectory.Scope.NODE || others.isEmpty()) {
            return CompletableFuture.completedStage(ClusterReply.complete(local.summary()));
        }
        return namespace.serverSideEmitWithAck(others, QUESTION).thenApply(reply -> together(reply, others));
    }

    private ClusterReply<MetricsSummary> together(ClusterReply<List<JsonValue>> reply, Set<String> others) {
        Map<String, NodeStatistics> told = new HashMap<>();
        reply.value().forEach(answer -> read(answer, told));
        Set<String> missing = new HashSet<>(others);
        missing.removeAll(told.keySet());
        return new ClusterReply<>(local.summaryWith(told.values()), missing);
    }

    /** Reads an answer. One that does not come from a node of Parley is ignored. */
    private static void read(JsonValue answer, Map<String, NodeStatistics> told) {
        if (answer instanceof JsonObject figures && figures.get(NODE) instanceof JsonString node) {
            try {
                told.put(node.getString(), NodeStatistics.of(figures));
            } catch (IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "What another node tells of itself cannot be read", e);
            }
        }
    }
}
