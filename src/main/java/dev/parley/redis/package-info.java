/**
 * Other nodes, by way of Redis: what the ports of {@code socketio.adapter} and {@code chat} need of a cluster.
 *
 * <p>The only place that knows a Redis client. Nothing here blocks a thread that serves clients: calls of Redis are made
 * by threads of this package, with bounded time-outs. May depend on {@code socketio}, {@code socketio.*}, {@code chat},
 * the engine's {@code Clock} and {@code Timers}, Jedis and JSON-P; nobody but {@code config} and {@code app} uses it.
 */
package dev.parley.redis;
