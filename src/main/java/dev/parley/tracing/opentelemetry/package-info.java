/**
 * Spans and meters by OpenTelemetry. Only these classes mention its API, and none of them is loaded where it is missing but by
 * {@code app.TracingComponents}, which expects that.
 *
 * <p>Uses: {@code metrics}, {@code tracing}.
 * <p>Libraries: {@code io.opentelemetry}, {@code jakarta.enterprise}.
 */
package dev.parley.tracing.opentelemetry;
