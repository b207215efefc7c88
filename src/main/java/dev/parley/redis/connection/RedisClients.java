package dev.parley.redis.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes connections to Redis. This class keeps, shares and closes nothing: the caller owns what a method returns, and
 * closes it. Thread-safe.
 *
 * <p><b>Blocking.</b> Every call on a returned object blocks, for {@link #CONNECT_TIMEOUT} and {@link #ANSWER_TIMEOUT}
 * at most for each address, Sentinel or attempt; so only threads that nobody waits for may make such calls. <b>Failure.</b>
 * Methods throw a {@link redis.clients.jedis.exceptions.JedisException}.
 */
public final class RedisClients {

    /** The time-out for the connection to one address. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** The time-out for the answer to one command; a slower node counts as unreachable. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private static final int CLUSTER_ATTEMPTS = 3;
    private static final Duration CLUSTER_PATIENCE = Duration.ofSeconds(3);
    private static final String NAME = "parley";

    private final RedisSettings settings;

    public RedisClients(RedisSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes a pool for commands with keys. In a Redis Cluster, the pool finds the node of each key by itself; it asks
     * for the cluster's nodes at once, and fails when none answers.
     *
     * @param connections the maximum for each Redis node; a caller that finds all of them in use waits for at most
     *     {@link #ANSWER_TIMEOUT}
     */
    public UnifiedJedis pool(int connections) {
        DefaultJedisClientConfig client = client(Duration.ZERO).build();
        ConnectionPoolConfig pool = poolOf(connections);
        return settings.isCluster()
                ? RedisClusterClient.builder()
                        .nodes(Set.copyOf(addresses()))
                        .clientConfig(client)
                        .maxAttempts(CLUSTER_ATTEMPTS)
                        .maxTotalRetriesDuration(CLUSTER_PATIENCE)
                        .poolConfig(pool)
                        .build()
                : RedisClient.builder()
                        .hostAndPort(addresses().get(0))
                        .clientConfig(client)
                        .poolConfig(pool)
                        .build();
    }

    /**
     * Opens a dedicated connection to a Redis node, the first that answers. It is for commands without keys, such as
     * publishing, and for one thread at a time.
     */
    public Jedis connect() {
        return connect(Duration.ZERO);
    }

    /**
     * Opens a dedicated connection, as {@link #connect()}, that may also subscribe.
     *
     * @param silence the time after which a subscription fails when nothing arrives on it, not even the answer to a
     *     ping; zero for never
     */
    public Jedis connect(Duration silence) {
        DefaultJedisClientConfig client = client(silence).build();
        return first(address -> new Jedis(address, client));
    }

    /**
     * Opens a dedicated connection for messages to a Redis node, the first that answers. It must be a master, except in a
     * Redis Cluster, which has all messages on each of its nodes.
     *
     * @throws ReplicaException if the last address is that of a replica
     */
    public RedisConnection line() {
        DefaultJedisClientConfig client = client(Duration.ZERO).build();
        return first(address -> RedisConnection.to(address, client, !settings.isCluster()));
    }

    /** Whether Sentinels know where Redis is. */
    public boolean hasSentinels() {
        return settings.sentinel().isPresent();
    }

    /**
     * The address of the master, {@code host:port}, that more than half of the Sentinels name; empty if they do not
     * agree, or if there are none. Blocks for each Sentinel.
     */
    public Optional<String> master() {
        return settings.sentinel()
                .flatMap(master -> sentinels(master).agreedMaster())
                .map(HostAndPort::toString);
    }

    /** Tries the addresses in random order. The function connects at once, or fails. */
    private <T> T first(Function<HostAndPort, T> connection) {
        List<HostAndPort> addresses = new ArrayList<>(addresses());
        // So that not all nodes of the application connect to the same Redis node.
        Collections.shuffle(addresses);
        JedisConnectionException failure = new JedisConnectionException("Redis has no address");
        for (HostAndPort address : addresses) {
            try {
                return connection.apply(address);
            } catch (JedisConnectionException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** The addresses of Redis. Sentinels are asked for it each time. */
    private List<HostAndPort> addresses() {
        return settings.sentinel()
                .map(master -> List.of(sentinels(master).askForMaster()))
                .orElseGet(this::named);
    }

    private List<HostAndPort> named() {
        return settings.addresses().stream().map(RedisClients::hostAndPort).toList();
    }

    private Sentinels sentinels(SentinelMaster master) {
        JedisClientConfig client = connection(Duration.ZERO)
                .user(master.user().orElse(null))
                .password(master.password().orElse(null))
                .build();
        return new Sentinels(named(), master.name(), client);
    }

    private static HostAndPort hostAndPort(InetSocketAddress address) {
        return new HostAndPort(address.getHostString(), address.getPort());
    }

    private DefaultJedisClientConfig.Builder client(Duration silence) {
        return connection(silence)
                .clientName(NAME)
                .database(settings.database())
                .user(settings.user().orElse(null))
                .password(settings.password().orElse(null));
    }

    private DefaultJedisClientConfig.Builder connection(Duration silence) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) ANSWER_TIMEOUT.toMillis())
                .blockingSocketTimeoutMillis((int) silence.toMillis())
                // RESP2, without asking: the replies to scripts and to HGETALL, and messages, have other shapes in
                // RESP3.
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (settings.isTls()) {
            secure(client);
        }
        return client;
    }

    /**
     * TLS with the certificates that the virtual machine has, or with the authorities that the settings name. What
     * replaces these settings in Jedis 8 makes a context of its own, and would no longer show Redis the certificate of
     * {@code javax.net.ssl.keyStore}.
     */
    @SuppressWarnings("deprecation")
    private void secure(DefaultJedisClientConfig.Builder client) {
        SSLParameters parameters = new SSLParameters();
        // The host that the certificate was issued for is checked, too.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.ssl(true).sslParameters(parameters);
        settings.authorities().map(CertificateAuthorities::sockets).ifPresent(client::sslSocketFactory);
    }

    /** A pool configuration without two defaults: a thread of the pool for idle connections, and a JMX bean. */
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
