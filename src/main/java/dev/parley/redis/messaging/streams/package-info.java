/**
 * Messages between nodes by a stream of Redis, and by publish and subscribe, in the format of Node's
 * {@code @socket.io/redis-streams-adapter} 0.3: another implementation of the port
 * {@link dev.parley.socketio.adapter.ClusterBus}. This package knows which message goes where; connections, order, outages
 * and counts are those of {@code redis.messaging}, which does not know this package.
 *
 * <p>Uses: {@code redis.connection}, {@code redis.messaging}, {@code redis.messaging.cluster}, {@code socketio.adapter},
 * {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.redis.messaging.streams;
