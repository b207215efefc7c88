package dev.parley.metrics;

import dev.parley.chat.ClusterAnswer;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.NodeId;
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
 * The numbers of all nodes: each is asked for its own at every question, with a server-side event. Servers of other
 * makers hear the event as well and have no answer to it, so that only nodes of Parley are waited for.
 */
public final class SharedMetrics implements ClusterMetrics {

    /** The event by which nodes ask each other. */
    static final String QUESTION = "parley-metrics";

    private static final Logger LOG = System.getLogger(SharedMetrics.class.getName());
    private static final String NODE = "node";

    private final Namespace namespace;
    private final NodeMetrics local;
    private final Supplier<Set<String>> nodes;
    private final NodeId self;

    /**
     * The numbers of a node and of those that it meets in a namespace.
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
    public CompletionStage<ClusterAnswer<MetricsSummary>> summary(ClusterDirectory.Scope scope) {
        Set<String> others = new HashSet<>(nodes.get());
        others.remove(self.text());
        if (scope == ClusterDirectory.Scope.NODE || others.isEmpty()) {
            return CompletableFuture.completedStage(ClusterAnswer.complete(local.summary()));
        }
        return namespace.serverSideEmitWithAck(others, QUESTION).thenApply(reply -> together(reply, others));
    }

    private ClusterAnswer<MetricsSummary> together(ClusterReply<List<JsonValue>> reply, Set<String> others) {
        Map<String, NodeFigures> told = new HashMap<>();
        reply.value().forEach(answer -> read(answer, told));
        Set<String> missing = new HashSet<>(others);
        missing.removeAll(told.keySet());
        return new ClusterAnswer<>(local.summaryWith(told.values()), missing);
    }

    /** What is no answer of a node of Parley counts as none. */
    private static void read(JsonValue answer, Map<String, NodeFigures> told) {
        if (answer instanceof JsonObject figures && figures.get(NODE) instanceof JsonString node) {
            try {
                told.put(node.getString(), NodeFigures.of(figures));
            } catch (IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "What another node tells of itself cannot be read", e);
            }
        }
    }
}
