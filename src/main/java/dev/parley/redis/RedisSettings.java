package dev.parley.redis;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Redis is, and under which name this cluster of nodes meets there.
 *
 * @param addresses of Redis, unresolved; several, or one that was named twice, are those of a Redis Cluster, any of which
 *     knows the others; at least one
 * @param isCluster whether it is a Redis Cluster, which has no databases but the first
 * @param isTls whether the connection is encrypted; then the server's certificate and its name are checked
 * @param user of Redis; empty for its default user
 * @param password of the user; empty when none is asked for
 * @param database its number, from 0
 * @param key what the names of all channels and keys begin with
 */
public record RedisSettings(
        List<InetSocketAddress> addresses,
        boolean isCluster,
        boolean isTls,
        Optional<String> user,
        Optional<String> password,
        int database,
        String key) {

    /** What channels begin with unless somebody wishes otherwise: the same as in other Socket.IO servers. */
    public static final String DEFAULT_KEY = "socket.io";

    /** What a key may look like. */
    public static final String KEY_RULE = "1 to 64 of letters, digits and . _ : ~ / -";

    /** Neither the separator of channel names, nor what patterns and hash tags are made of. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:~/-]{1,64}");

    /** Checks the addresses, the key, and that a cluster is not asked for a database. */
    public RedisSettings {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Redis has at least one address");
        }
        if (database < 0 || isCluster && database != 0) {
            throw new IllegalArgumentException("no such database: " + database);
        }
        requireKey(key);
    }

    /**
     * Checks a key.
     *
     * @return the key
     * @throws IllegalArgumentException with what is allowed
     */
    public static String requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(KEY_RULE);
        }
        return key;
    }

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return "RedisSettings[addresses=" + addresses + ", isCluster=" + isCluster + ", isTls=" + isTls + ", user="
                + user.orElse("") + ", password=" + (password.isPresent() ? "(set)" : "") + ", database=" + database
                + ", key=" + key + "]";
    }
}
