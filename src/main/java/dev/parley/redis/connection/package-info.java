/**
 * Connections to Redis: where Redis is, how to log in, how long to wait, how much of an answer to read. This package
 * does not depend on what the connections are used for.
 *
 * <p>Uses: {@code engine}.
 * <p>Libraries: {@code redis.clients.jedis}.
 */
package dev.parley.redis.connection;
