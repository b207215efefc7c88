package dev.parley.redis;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection to Redis, whose two directions are separate: one thread may write commands while another reads what
 * Redis says, as subscriptions need it. Each direction is for one thread at a time. Blocks; but any thread may {@link
 * #abort()} it, upon which those that block fail.
 */
final class RedisLine extends Connection {

    /** The longest message that is read; a longer one is skipped, and an empty one stands for it. */
    static final int MAX_MESSAGE = 32 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(RedisLine.class.getName());

    private final Sockets sockets;

    private RedisLine(Sockets sockets, JedisClientConfig config) {
        super(sockets, config);
        this.sockets = sockets;
    }

    /**
     * Connects.
     *
     * @throws redis.clients.jedis.exceptions.JedisException when that fails
     */
    static RedisLine to(HostAndPort address, JedisClientConfig config) {
        Sockets sockets = new Sockets(new DefaultJedisSocketFactory(address, config));
        try {
            return new RedisLine(sockets, config);
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    /** Writes commands, which leave with {@link #leave()} at the latest. */
    void write(ProtocolCommand command, byte[]... arguments) {
        sendCommand(command, arguments);
    }

    /** Sends what has been written. */
    void leave() {
        flush();
    }

    /** Waits for the next thing that Redis says, as long as the time-out of the socket. */
    Object read() {
        return getUnflushedObject();
    }

    /** Ends it at once, without waiting for anything. */
    void abort() {
        sockets.close();
        setBroken();
    }

    /** Makes the socket and remembers it, because only closing it frees a thread that is blocked in a write. */
    private static final class Sockets implements JedisSocketFactory {
        private final JedisSocketFactory factory;
        private volatile Socket socket;

        Sockets(JedisSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() {
            if (socket != null) {
                throw new JedisConnectionException("the connection has ended");
            }
            Socket made = factory.createSocket();
            socket = made;
            try {
                return new LimitedSocket(made, MAX_MESSAGE);
            } catch (IOException e) {
                close();
                throw new JedisConnectionException(e);
            }
        }

        void close() {
            Socket open = socket;
            if (open == null) {
                return;
            }
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A connection to Redis could not be closed", e);
            }
        }
    }
}
