/**
 * The last messages of each room in Redis, so that all nodes have the same, and so that they outlive a node.
 *
 * <p>Uses: {@code engine}, {@code history}, {@code redis.connection}.
 * <p>Libraries: {@code jakarta.json}, {@code redis.clients.jedis}.
 */
package dev.parley.redis.history;
