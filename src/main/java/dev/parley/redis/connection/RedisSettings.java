package dev.parley.redis.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Redis is, and the key under which the nodes of this cluster meet there.
 *
 * @param addresses of Redis, unresolved; at least one. Several addresses, or one address that was named twice, belong
 *     to a Redis Cluster; any of its nodes knows the others
 * @param isCluster whether it is a Redis Cluster, which has only the first database
 * @param isTls whether the connection is encrypted; if so, the server's certificate and its host name are checked
 * @param user the user name; empty for the default user of Redis
 * @param password the password of the user; empty when Redis asks for none
 * @param database the number of the database, from 0
 * @param key the prefix of the names of all channels and keys
 * @param wire what the nodes say to each other; not sharded in a Redis Cluster
 */
public record RedisSettings(
        List<InetSocketAddress> addresses,
        boolean isCluster,
        boolean isTls,
        Optional<String> user,
        Optional<String> password,
        int database,
        String key,
        RedisWire wire) {

    /** The default prefix of channel names, the same as in other Socket.IO servers. */
    public static final String DEFAULT_KEY = "socket.io";

    /** The allowed form of a key, for messages. */
    public static final String KEY_RULE = "1 to 64 of letters, digits and . _ : ~ / -";

    /** Allows neither the separator of channel names nor the characters of patterns and hash tags. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:~/-]{1,64}");

    /** Checks the addresses and the key, and that neither a database nor the sharded wire is chosen in a cluster. */
    public RedisSettings {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(wire, "wire");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Redis has at least one address");
        }
        if (database < 0 || isCluster && database != 0) {
            throw new IllegalArgumentException("no such database: " + database);
        }
        requireKey(key);
        if (isCluster && wire == RedisWire.SHARDED) {
            throw new IllegalArgumentException(RedisWire.NOT_IN_A_CLUSTER);
        }
    }

    /**
     * These settings with another wire.
     *
     * @throws IllegalArgumentException if the wire is not possible with them; the message says why
     */
    public RedisSettings over(RedisWire another) {
        return new RedisSettings(addresses, isCluster, isTls, user, password, database, key, another);
    }

    /**
     * Checks a key.
     *
     * @return the key
     * @throws IllegalArgumentException if the key is not allowed; the message says what is allowed
     */
    public static String requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(KEY_RULE);
        }
        return key;
    }

    /** The settings without the password, for logs. */
    @Override
    public String toString() {
        return "RedisSettings[addresses=" + addresses + ", isCluster=" + isCluster + ", isTls=" + isTls + ", user="
                + user.orElse("") + ", password=" + (password.isPresent() ? "(set)" : "") + ", database=" + database
                + ", key=" + key + ", wire=" + wire.text() + "]";
    }
}
