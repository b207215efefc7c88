package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NodeId;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.ClusterReply;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The numbers of all nodes. For each question, this node asks every other node for its numbers, with a server-side
 * event. Servers of other makers receive the event, too, but have no answer to it; so this node waits only for nodes of
 * Parley.
 */
public final class SharedMetrics implements ClusterMetrics {

    /** The event with which nodes ask each other. */
    static final String QUESTION = "parley-metrics";
    /** The event with which they ask each other for their last minutes. */
    static final String HISTORY_QUESTION = "parley-metrics-history";

    private static final Logger LOG = System.getLogger(SharedMetrics.class.getName());
    private static final String NODE = "node";
    private static final String SAMPLES = "samples";

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
        namespace.onServerSideEmit(HISTORY_QUESTION, (arguments, answer) -> answer.accept(samples()));
        return this;
    }

    private JsonObject samples() {
        JsonArrayBuilder samples = JSON.createArrayBuilder();
        local.samples().forEach(sample -> samples.add(sample.toJson()));
        return JSON.createObjectBuilder()
                .add(NODE, self.text())
                .add(SAMPLES, samples)
                .build();
    }

    @Override
    public CompletionStage<ClusterReply<MetricsSummary>> summary(ClusterDirectory.Scope scope) {
        return ask(scope, QUESTION, NodeStatistics::of, local::summaryWith);
    }

    @Override
    public CompletionStage<ClusterReply<MetricsHistory>> history(ClusterDirectory.Scope scope) {
        return ask(scope, HISTORY_QUESTION, SharedMetrics::samplesOf, local::historyWith);
    }

    private static List<NodeSample> samplesOf(JsonObject answer) {
        if (answer.get(SAMPLES) instanceof JsonArray samples) {
            return samples.stream().map(NodeSample::of).toList();
        }
        throw new IllegalArgumentException("no samples");
    }

    /** Asks the other nodes, reads their answers, and combines them with what this node knows of itself. */
    private <T, R> CompletionStage<ClusterReply<R>> ask(
            ClusterDirectory.Scope scope,
            String question,
            Function<JsonObject, T> reading,
            Function<Collection<T>, R> combining) {
        Set<String> others = new HashSet<>(nodes.get());
        others.remove(self.text());
        if (scope == ClusterDirectory.Scope.NODE || others.isEmpty()) {
            return CompletableFuture.completedStage(ClusterReply.complete(combining.apply(List.of())));
        }
        return namespace.serverSideEmitWithAck(others, question).thenApply(reply -> {
            Map<String, T> told = new HashMap<>();
            reply.value().forEach(answer -> read(answer, reading, told));
            Set<String> missing = new HashSet<>(others);
            missing.removeAll(told.keySet());
            return new ClusterReply<>(combining.apply(told.values()), missing);
        });
    }

    /** Reads an answer. One that does not come from a node of Parley is ignored. */
    private static <T> void read(JsonValue answer, Function<JsonObject, T> reading, Map<String, T> told) {
        if (answer instanceof JsonObject figures && figures.get(NODE) instanceof JsonString node) {
            try {
                told.put(node.getString(), reading.apply(figures));
            } catch (IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "What another node tells of itself cannot be read", e);
            }
        }
    }
}
