package dev.parley.redis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/**
 * A real Redis on a port of its own, on loopback, with nothing on disk: for tests that need a real one.
 * The binary is one of 6.2 that comes with the library. For what is newer, it is the {@code redis-server} of the machine.
 */
public final class RealRedis implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration CLUSTER_START = Duration.ofSeconds(20);

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)");
    private static final int SEVEN = 7;

    private final int port;
    /** Where a node of a Redis Cluster keeps what it knows of the others; null for a Redis that is none. */
    private final Path clusterFile;

    private final boolean ofTheMachine;

    private RedisServer server;

    private RealRedis(int port, Path clusterFile, boolean ofTheMachine) {
        this.port = port;
        this.clusterFile = clusterFile;
        this.ofTheMachine = ofTheMachine;
    }

    /** Starts one on a free port. */
    public static RealRedis start() {
        RealRedis redis = new RealRedis(FreePort.find(), null, false);
        redis.restart();
        return redis;
    }

    /**
     * Starts one of 7.0 or later, which has sharded publish and subscribe: the {@code redis-server} on the path. Skips the
     * test if there is none.
     */
    public static RealRedis startWithShards() {
        requireOnPath();
        RealRedis redis = new RealRedis(FreePort.find(), null, true);
        redis.restart();
        return redis;
    }

    /** Skips the test if there is no {@code redis-server} of 7.0 or later on the path. */
    static void requireOnPath() {
        assumeTrue(versionOnPath() >= SEVEN, "this needs a redis-server of 7.0 or later on the path");
    }

    /** The major version; 0 if there is no {@code redis-server}. */
    private static int versionOnPath() {
        try {
            Process process = new ProcessBuilder("redis-server", "--version").start();
            Matcher version =
                    VERSION.matcher(new String(process.getInputStream().readAllBytes(), UTF_8));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Starts a Redis Cluster of one node, which is as strict about keys as one of many. */
    public static RealRedis startCluster() throws IOException {
        RealRedis redis = clusterNode();
        try (Jedis jedis = new RedisClients(RedisUrl.parse("redis://127.0.0.1:" + redis.port, "any")).connect()) {
            jedis.clusterAddSlots(IntStream.range(0, SLOTS).toArray());
            long deadline = System.nanoTime() + CLUSTER_START.toNanos();
            while (!jedis.clusterInfo().contains("cluster_state:ok")) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the Redis Cluster does not start");
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        return redis;
    }

    /** Starts a node of a Redis Cluster that has no part in it yet. */
    static RealRedis clusterNode() throws IOException {
        // The bus of the cluster has a port that is higher by 10,000.
        RealRedis redis =
                new RealRedis(FreePort.findForRedisCluster(), Files.createTempFile("parley-redis", ".conf"), false);
        Files.delete(redis.clusterFile);
        redis.restart();
        return redis;
    }

    /** Starts it again on its port, empty, after {@link #stop()}. */
    public void restart() {
        try {
            RedisServerBuilder builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no");
            if (clusterFile != null) {
                builder.setting("cluster-enabled yes").setting("cluster-config-file " + clusterFile);
            }
            if (ofTheMachine) {
                builder.executableProvider(ExecutableProvider.newExecutableInPath("redis-server"));
            }
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; its data are gone, its clients are cut off. Again does nothing. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of its process. */
    public long pid() {
        try (Jedis jedis = new RedisClients(settings()).connect()) {
            return Long.parseLong(jedis.info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("process_id:".length())
                    .strip());
        }
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Its address, as {@code REDIS_URL} takes it. */
    public String url() {
        String address = "127.0.0.1:" + port;
        return "redis://" + (clusterFile == null ? address : address + "," + address);
    }

    /** The settings for it, with the default key. */
    public RedisSettings settings() {
        return RedisUrl.parse(url(), RedisSettings.DEFAULT_KEY);
    }

    /** Forgets all its data. */
    public void flush() {
        try (Jedis jedis = new RedisClients(settings()).connect()) {
            jedis.flushAll();
        }
    }

    /** The names of all its data. */
    public Set<String> keys() {
        try (Jedis jedis = new RedisClients(settings()).connect()) {
            return jedis.keys("*");
        }
    }

    @Override
    public void close() {
        stop();
        if (clusterFile != null && !clusterFile.toFile().delete()) {
            clusterFile.toFile().deleteOnExit();
        }
    }
}
