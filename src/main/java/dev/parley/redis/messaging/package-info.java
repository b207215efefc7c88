/**
 * Messages between nodes by Redis publish and subscribe, in the format of the Node adapter
 * ({@code @socket.io/redis-adapter}): the implementation of the port {@link dev.parley.socketio.adapter.ClusterBus}.
 * What is said on which channel is the {@link dev.parley.redis.messaging.Wire}; its packages below this one use what is
 * public here, and this one does not know them.
 * This package does not depend on the application.
 *
 * <p>Nothing here blocks a thread that serves clients: only threads of this package and of its executor call Redis,
 * with bounded time-outs.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code redis.connection}, {@code socketio.adapter},
 * {@code socketio.codec}, {@code tracing}.
 * <p>Libraries: {@code jakarta.json}, {@code redis.clients.jedis}.
 */
package dev.parley.redis.messaging;
