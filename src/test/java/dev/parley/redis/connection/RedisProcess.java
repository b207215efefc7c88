package dev.parley.redis.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A {@code redis-server} of the machine with a command line of its own: a Sentinel, or a Redis with TLS. */
final class RedisProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);

    private final Process process;

    private RedisProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param folder where it works
     */
    static RedisProcess start(Path folder, int port, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("redis-server"));
        command.addAll(arguments);
        try {
            RedisProcess started = new RedisProcess(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(port + ".log").toFile())
                    .start());
            started.awaitPort(port);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort(int port) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("redis-server does not listen at " + port);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
