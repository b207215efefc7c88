package dev.parley.redis.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Redis is, and the key under which the nodes of this cluster meet there.
 *
 * @param addresses of Redis or of its Sentinels, unresolved; at least one. Without Sentinels, several addresses, or one
 *     address that was named twice, belong to a Redis Cluster; any of its nodes knows the others
 * @param isCluster whether it is a Redis Cluster, which has only the first database
 * @param isTls whether the connection is encrypted; if so, the server's certificate and its host name are checked
 * @param user the user name; empty for the default user of Redis
 * @param password the password of the user; empty when Redis asks for none
 * @param database the number of the database, from 0
 * @param key the prefix of the names of all channels and keys
 * @param wire what the nodes say to each other; only pubsub in a Redis Cluster
 * @param sentinel the master that the Sentinels at the addresses watch; empty if the addresses are those of Redis
 * @param authorities who must have signed the certificate of Redis; empty for those whom the virtual machine trusts
 */
public record RedisSettings(
        List<InetSocketAddress> addresses,
        boolean isCluster,
        boolean isTls,
        Optional<String> user,
        Optional<String> password,
        int database,
        String key,
        RedisWire wire,
        Optional<SentinelMaster> sentinel,
        Optional<CertificateAuthorities> authorities) {

    /** The default prefix of channel names, the same as in other Socket.IO servers. */
    public static final String DEFAULT_KEY = "socket.io";

    /** The allowed form of a key, for messages. */
    public static final String KEY_RULE = "1 to 64 of letters, digits and . _ : ~ / -";

    /** Allows neither the separator of channel names nor the characters of patterns and hash tags. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:~/-]{1,64}");

    /**
     * Checks the addresses and the key, that neither a database nor another wire than pubsub is chosen in a cluster, and
     * that authorities are named for TLS only.
     */
    public RedisSettings {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(wire, "wire");
        Objects.requireNonNull(sentinel, "sentinel");
        if (authorities.isPresent() && !isTls) {
            throw new IllegalArgumentException("nothing with a REDIS_URL that is not encrypted; rediss:// is");
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Redis has at least one address");
        }
        if (database < 0 || isCluster && database != 0) {
            throw new IllegalArgumentException("no such database: " + database);
        }
        requireKey(key);
        if (isCluster && wire != RedisWire.PUBSUB) {
            throw new IllegalArgumentException(RedisWire.NOT_IN_A_CLUSTER);
        }
    }

    /**
     * These settings with another wire.
     *
     * @throws IllegalArgumentException if the wire is not possible with them; the message says why
     */
    public RedisSettings over(RedisWire another) {
        return new RedisSettings(
                addresses, isCluster, isTls, user, password, database, key, another, sentinel, authorities);
    }

    /**
     * These settings with a user of the Sentinels. Does nothing without Sentinels.
     *
     * @param name the user name; empty for the default user
     * @param secret the password; empty if the Sentinels ask for none
     * @throws IllegalArgumentException if there is a user without a password; the message says so
     */
    public RedisSettings withSentinelUser(Optional<String> name, Optional<String> secret) {
        return new RedisSettings(
                addresses,
                isCluster,
                isTls,
                user,
                password,
                database,
                key,
                wire,
                sentinel.map(master -> new SentinelMaster(master.name(), name, secret)),
                authorities);
    }

    /**
     * These settings with the authorities that sign the certificate of Redis.
     *
     * @throws IllegalArgumentException if the connection is not encrypted; the message says what is allowed
     */
    public RedisSettings trusting(CertificateAuthorities trusted) {
        return new RedisSettings(
                addresses, isCluster, isTls, user, password, database, key, wire, sentinel, Optional.of(trusted));
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
                + ", key=" + key + ", wire=" + wire.text() + ", sentinel="
                + sentinel.map(SentinelMaster::name).orElse("") + ", authorities="
                + authorities.map(all -> all.certificates().size()).orElse(0) + "]";
    }
}
