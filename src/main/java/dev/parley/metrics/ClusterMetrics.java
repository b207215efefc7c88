package dev.parley.metrics;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.socketio.adapter.ClusterReply;
import java.util.concurrent.CompletionStage;

/**
 * The numbers of the contract, for all nodes of Parley.
 *
 * <p><b>Blocking.</b> Does not block; any thread may call. The stage may complete before the method returns or later,
 * on any thread. <b>Failure.</b> Never fails. The stage completes within {@link ClusterDirectory#PATIENCE} and a little
 * more. Nodes that have not answered by then are not in the numbers, and {@link ClusterReply#missingNodes()} names
 * them.
 */
public interface ClusterMetrics {

    /** The present counts and measurements of the nodes, combined. */
    CompletionStage<ClusterReply<MetricsSummary>> summary(ClusterDirectory.Scope scope);

    /** The numbers of the last five minutes, combined. */
    CompletionStage<ClusterReply<MetricsHistory>> history(ClusterDirectory.Scope scope);
}
