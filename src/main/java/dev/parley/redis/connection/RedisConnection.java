package dev.parley.redis.connection;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection to Redis with two independent directions: one thread may write commands while another thread reads
 * what Redis sends, as subscriptions need it. Each direction is for one thread at a time. The methods block; any thread
 * may call {@link #abort()}, which makes the blocked calls fail.
 */
public final class RedisConnection extends Connection implements CommandPipeline {

    /** The longest message that is read, in bytes. A longer message is skipped and replaced by an empty one. */
    public static final int MAX_MESSAGE = 32 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(RedisConnection.class.getName());

    /** Answered to every user, whatever its permissions are; no version of Redis refuses this protocol. */
    private static final byte[] PROTOCOL = "2".getBytes(StandardCharsets.US_ASCII);

    private static final Set<String> REPLICA = Set.of("replica", "slave");

    private final Sockets sockets;
    private final HostAndPort address;
    private final boolean needsMaster;

    private RedisConnection(Sockets sockets, HostAndPort address, JedisClientConfig config, boolean needsMaster) {
        super(sockets, config);
        this.sockets = sockets;
        this.address = address;
        this.needsMaster = needsMaster;
    }

    /**
     * Connects.
     *
     * @param needsMaster whether a replica is refused, now and by {@link #readRole()}
     * @throws ReplicaException if the server is a replica and must not be one
     * @throws redis.clients.jedis.exceptions.JedisException if the connection fails
     */
    static RedisConnection to(HostAndPort address, JedisClientConfig config, boolean needsMaster) {
        Sockets sockets = new Sockets(new DefaultJedisSocketFactory(address, config));
        try {
            RedisConnection made = new RedisConnection(sockets, address, config, needsMaster);
            made.writeRoleQuestion();
            made.leave();
            made.readRole();
            return made;
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    /** The address of the server, {@code host:port}. */
    public String server() {
        return address.toString();
    }

    @Override
    public void write(ProtocolCommand command, byte[]... arguments) {
        sendCommand(command, arguments);
    }

    @Override
    public void leave() {
        flush();
    }

    @Override
    public Object read() {
        return getUnflushedObject();
    }

    /**
     * Writes the question whether the server is a master, whose reply is for {@link #readRole()}. It needs no permission.
     * Not on a connection that has subscribed to something.
     */
    public void writeRoleQuestion() {
        sendCommand(Command.HELLO, PROTOCOL);
    }

    /**
     * Waits for the reply to {@link #writeRoleQuestion()}. A server that does not know the question, older than Redis 6 or
     * a proxy, is taken for a master.
     *
     * @throws ReplicaException if the server is a replica and must not be one
     */
    public void readRole() {
        Object reply;
        try {
            reply = read();
        } catch (JedisDataException e) {
            LOG.log(Level.DEBUG, "The role of Redis is not known", e);
            return;
        }
        if (needsMaster && isReplica(reply)) {
            throw ReplicaException.at(address.toString());
        }
    }

    private static boolean isReplica(Object reply) {
        if (!(reply instanceof List<?> fields)) {
            return false;
        }
        int role = texts(fields).indexOf("role");
        return role >= 0
                && role + 1 < fields.size()
                && REPLICA.contains(texts(fields).get(role + 1));
    }

    private static List<String> texts(List<?> fields) {
        return fields.stream()
                .map(field -> field instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "")
                .toList();
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
