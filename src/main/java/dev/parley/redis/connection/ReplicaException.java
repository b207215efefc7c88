package dev.parley.redis.connection;

import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The Redis server is a replica. What is published there reaches nobody at the master, and nothing can be stored there:
 * the server was demoted, or the address is a wrong one.
 */
public final class ReplicaException extends JedisConnectionException {

    private static final long serialVersionUID = 1L;

    private ReplicaException(String message) {
        super(message);
    }

    /** The server says that it is a replica. */
    static ReplicaException at(String server) {
        return new ReplicaException("the Redis at " + server + " is a replica, and this node looks for the master");
    }

    /** The Sentinels say that another server is the master. */
    public static ReplicaException movedTo(String master) {
        return new ReplicaException("the Sentinels have made the Redis at " + master + " the master");
    }
}
