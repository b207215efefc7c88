/**
 * What a node counts and measures, and the three ways to look at it: the few numbers of the contract ({@link
 * dev.parley.metrics.MetricsSummary}), which are of all nodes ({@link dev.parley.metrics.ClusterMetrics}), the Prometheus text format ({@link dev.parley.metrics.PrometheusText}), and
 * MicroProfile Metrics where the server has it ({@link dev.parley.metrics.MeterPublisher}).
 *
 * <p>There is one source: the {@link dev.parley.metrics.Meter}s. The layers know nothing of them; they offer observers
 * in their own words, which this package implements with adders and without locks. What can be asked for is not counted
 * but asked for when somebody looks.
 *
 * <p>May depend on the layers that it observes ({@code engine}, {@code transport}, {@code socketio}, {@code
 * socketio.adapter}, {@code chat}, {@code health}), on {@code socketio.codec} for the packets that are delivered, on the
 * Prometheus library and, in one class, on MicroProfile Metrics.
 */
package dev.parley.metrics;
