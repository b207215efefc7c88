/**
 * Messages between nodes by sharded publish and subscribe of Redis, in the format of Node's
 * {@code createShardedAdapter} ({@code @socket.io/redis-adapter} 8.3 over the {@code ClusterAdapter} of
 * {@code socket.io-adapter} 2.5): another implementation of the port
 * {@link dev.parley.socketio.adapter.ClusterBus}. This package knows channels; connections, order, outages and counts are
 * those of {@code redis.messaging}, which does not know this package.
 *
 * <p>Uses: {@code redis.messaging}, {@code redis.messaging.cluster}, {@code socketio.adapter}, {@code socketio.codec}.
 */
package dev.parley.redis.messaging.sharded;
