/**
 * Presence on several nodes: the directory of {@code presence}, stored in Redis by scripts that each run as one atomic
 * step. No other Redis package depends on presence. {@link dev.parley.redis.presence.RedisKeys} shares the keys of
 * requests that are executed once on the same connection.
 *
 * <p>Nothing here blocks a thread that serves clients: only one thread of this package calls Redis, with bounded
 * time-outs.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code idempotency}, {@code presence}, {@code redis.connection}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code redis.clients.jedis}.
 */
package dev.parley.redis.presence;
