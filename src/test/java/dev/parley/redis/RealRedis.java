package dev.parley.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/**
 * A real Redis on a port of its own, on loopback, with nothing on disk: for tests that would prove nothing without one.
 * The binary comes with the library.
 */
public final class RealRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private RealRedis(int port) {
        this.port = port;
    }

    /** Starts one on a free port. */
    public static RealRedis start() {
        RealRedis redis = new RealRedis(freePort());
        redis.restart();
        return redis;
    }

    /** Starts it again on its port, empty, after {@link #stop()}. */
    public void restart() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
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

    /** Its port. */
    public int port() {
        return port;
    }

    /** Its address, as {@code REDIS_URL} takes it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** The settings for it, with the default key. */
    public RedisSettings settings() {
        return RedisUrl.parse(url(), RedisSettings.DEFAULT_KEY);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
