package dev.parley.metrics;

import dev.parley.chat.ClusterAnswer;
import dev.parley.chat.ClusterDirectory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The numbers of this node, whatever the scope: it is alone. */
public final class LocalMetrics implements ClusterMetrics {

    private final NodeMetrics node;

    /** The numbers of a node. */
    public LocalMetrics(NodeMetrics node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ClusterAnswer<MetricsSummary>> summary(ClusterDirectory.Scope scope) {
        return CompletableFuture.completedStage(ClusterAnswer.complete(node.summary()));
    }
}
