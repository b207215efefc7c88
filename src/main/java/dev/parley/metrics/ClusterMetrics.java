package dev.parley.metrics;

import dev.parley.chat.ClusterAnswer;
import dev.parley.chat.ClusterDirectory;
import java.util.concurrent.CompletionStage;

/**
 * The numbers of the contract, of all nodes of Parley.
 *
 * <p><b>Blocking.</b> Does not block; any thread may call. The stage may complete before the method returns or later, on
 * any thread. <b>Failure.</b> Never fails. The stage completes within {@link ClusterDirectory#PATIENCE} and a little: of
 * nodes that have not answered by then nothing is in the numbers, and {@link ClusterAnswer#missingNodes()} names them.
 */
public interface ClusterMetrics {

    /** What the nodes count and measure now, put together. */
    CompletionStage<ClusterAnswer<MetricsSummary>> summary(ClusterDirectory.Scope scope);
}
