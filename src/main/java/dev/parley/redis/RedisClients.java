package dev.parley.redis;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes connections to Redis. Nothing is connected, shared or closed here: what a method returns is the caller's, who
 * closes it. Thread-safe.
 *
 * <p><b>Blocking.</b> Every call of what is returned blocks, for {@link #CONNECT_TIMEOUT} and {@link #ANSWER_TIMEOUT} at
 * most for each address or attempt; so only threads that nobody waits for may make one. <b>Failure.</b> By
 * {@link redis.clients.jedis.exceptions.JedisException}.
 */
final class RedisClients {

    /** For the connection to one address. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** For the answer to one command; a node that is slower is as good as away. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private static final int CLUSTER_ATTEMPTS = 3;
    private static final Duration CLUSTER_PATIENCE = Duration.ofSeconds(3);
    private static final String NAME = "parley";

    private final RedisSettings settings;

    RedisClients(RedisSettings settings) {
        this.settings = settings;
    }

    /**
     * A pool for commands with keys, which finds the node of a key by itself in a Redis Cluster. In that case it asks for
     * the cluster's nodes at once, and so fails when none answers.
     *
     * @param connections to each Redis node at most; who finds them all in use waits no longer than for an answer
     */
    UnifiedJedis pool(int connections) {
        DefaultJedisClientConfig client = client(Duration.ZERO).build();
        ConnectionPoolConfig pool = poolOf(connections);
        return settings.isCluster()
                ? new JedisCluster(Set.copyOf(addresses()), client, CLUSTER_ATTEMPTS, CLUSTER_PATIENCE, pool)
                : new JedisPooled(addresses().get(0), client, pool);
    }

    /**
     * A connection of its own to a node of Redis, the first that answers: for what concerns no key, such as publishing,
     * and for one thread at a time.
     */
    Jedis connect() {
        return connect(Duration.ZERO);
    }

    /**
     * A connection of its own, as {@link #connect()}, that may also subscribe.
     *
     * @param silence after which a subscription on which nothing comes, not even the answer to a ping, fails; zero for
     *     never
     */
    Jedis connect(Duration silence) {
        DefaultJedisClientConfig client = client(silence).build();
        return first(address -> new Jedis(address, client));
    }

    /** A connection of its own to a node of Redis, the first that answers: for messages. */
    RedisLine line() {
        DefaultJedisClientConfig client = client(Duration.ZERO).build();
        return first(address -> RedisLine.to(address, client));
    }

    /** What is made connects at once, or fails. */
    private <T> T first(Function<HostAndPort, T> connection) {
        List<HostAndPort> addresses = new ArrayList<>(addresses());
        // Not all nodes to the same one.
        Collections.shuffle(addresses);
        JedisConnectionException failure = new JedisConnectionException("no node of Redis answers");
        for (HostAndPort address : addresses) {
            try {
                return connection.apply(address);
            } catch (JedisConnectionException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private List<HostAndPort> addresses() {
        return settings.addresses().stream().map(RedisClients::hostAndPort).collect(Collectors.toList());
    }

    private static HostAndPort hostAndPort(InetSocketAddress address) {
        return new HostAndPort(address.getHostString(), address.getPort());
    }

    private DefaultJedisClientConfig.Builder client(Duration silence) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) ANSWER_TIMEOUT.toMillis())
                .blockingSocketTimeoutMillis((int) silence.toMillis())
                .clientName(NAME)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .database(settings.database())
                .user(settings.user().orElse(null))
                .password(settings.password().orElse(null));
        if (settings.isTls()) {
            SSLParameters parameters = new SSLParameters();
            // Without it Jedis would take any certificate that is valid for anybody.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            client.ssl(true).sslParameters(parameters);
        }
        return client;
    }

    /** Without what a pool does by itself: its own thread for idle connections, and a bean for JMX. */
    private static ConnectionPoolConfig poolOf(int connections) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWait(ANSWER_TIMEOUT);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setJmxEnabled(false);
        return pool;
    }
}
