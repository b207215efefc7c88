/**
 * A web application with a WebSocket endpoint that does nothing: what an idle connection costs in the container alone.
 * Depends on {@code jakarta.websocket}.
 */
package dev.parley.bench.greeting;
