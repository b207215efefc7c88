package dev.parley.metrics;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.socketio.adapter.ClusterReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The numbers of this node, whatever the scope, because the node is alone. */
public final class LocalMetrics implements ClusterMetrics {

    private final NodeMetrics node;

    /** The numbers of a node. */
    public LocalMetrics(NodeMetrics node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ClusterReply<MetricsSummary>> summary(ClusterDirectory.Scope scope) {
        return CompletableFuture.completedStage(ClusterReply.complete(node.summary()));
    }

    @Override
    public CompletionStage<ClusterReply<MetricsHistory>> history(ClusterDirectory.Scope scope) {
        return CompletableFuture.completedStage(ClusterReply.complete(node.historyWith(List.of())));
    }
}
