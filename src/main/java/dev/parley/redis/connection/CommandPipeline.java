package dev.parley.redis.connection;

import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Commands that are sent to Redis many at a time, and whose replies come in the same order. Methods block, and throw a
 * {@link redis.clients.jedis.exceptions.JedisConnectionException} if the connection fails. For one thread at a time, unless a class
 * allows more.
 */
public interface CommandPipeline {

    /** Writes a command; it is sent with the next {@link #leave()} at the latest. */
    void write(ProtocolCommand command, byte[]... arguments);

    /** Sends what has been written. */
    void leave();

    /**
     * Waits for the next reply or message of Redis, at most for the time-out of the socket.
     *
     * @throws redis.clients.jedis.exceptions.JedisDataException if Redis has refused the command
     */
    Object read();
}
