/**
 * The numbers that a node counts and measures, and the three ways to read them: the few numbers of the contract
 * ({@link dev.parley.metrics.MetricsSummary}), which cover all nodes ({@link dev.parley.metrics.ClusterMetrics}); the
 * Prometheus text format ({@link dev.parley.metrics.PrometheusText}); and MicroProfile Metrics where the server has it
 * ({@link dev.parley.metrics.MeterPublisher}).
 *
 * <p>There is one source: the {@link dev.parley.metrics.Meter}s. The layers do not know the meters; they offer
 * observers in their own terms, and this package implements the observers with adders and without locks. A value that
 * can be read at any time is not counted; it is read when somebody asks for it.
 *
 * <p>Uses: {@code chat}, {@code chat.directory}, {@code chat.error}, {@code engine}, {@code health}, {@code socketio},
 * {@code socketio.adapter}, {@code socketio.codec}, {@code socketio.recovery},
 * {@code transport}.
 * <p>Libraries: {@code io.prometheus.metrics}, {@code jakarta.enterprise}, {@code jakarta.inject},
 * {@code jakarta.json}, {@code org.eclipse.microprofile.metrics}.
 */
package dev.parley.metrics;
