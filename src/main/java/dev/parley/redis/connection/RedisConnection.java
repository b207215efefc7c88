package dev.parley.redis.connection;

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
 * One connection to Redis with two independent directions: one thread may write commands while another thread reads
 * what Redis sends, as subscriptions need it. Each direction is for one thread at a time. The methods block; any thread
 * may call {@link #abort()}, which makes the blocked calls fail.
 */
public final class RedisConnection extends Connection {

    /** The longest message that is read, in bytes. A longer message is skipped and replaced by an empty one. */
    public static final int MAX_MESSAGE = 32 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(RedisConnection.class.getName());

    private final Sockets sockets;

    private RedisConnection(Sockets sockets, JedisClientConfig config) {
        super(sockets, config);
        this.sockets = sockets;
    }

    /**
     * Connects.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if the connection fails
     */
    static RedisConnection to(HostAndPort address, JedisClientConfig config) {
        Sockets sockets = new Sockets(new DefaultJedisSocketFactory(address, config));
        try {
            return new RedisConnection(sockets, config);
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    /** Writes a command; it is sent with the next {@link #leave()} at the latest. */
    public void write(ProtocolCommand command, byte[]... arguments) {
        sendCommand(command, arguments);
    }

    /** Sends what has been written. */
    public void leave() {
        flush();
    }

    /** Waits for the next reply or message of Redis, at most for the time-out of the socket. */
    public Object read() {
        return getUnflushedObject();
    }

    /** Closes the connection at once, without waiting for anything. */
    public void abort() {
        sockets.close();
        setBroken();
    }

    /**
     * Makes the socket and keeps a reference to it, because only closing the socket releases a thread that is blocked
     * in a write.
     */
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
