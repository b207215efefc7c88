/**
 * The port to a tracing system: a span for each event that comes in, is sent, and is delivered for another node, and the
 * context that links them. {@link dev.parley.tracing.Tracing#NONE} does nothing.
 *
 * <p>Uses: the JDK only.
 */
package dev.parley.tracing;
