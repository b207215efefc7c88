package dev.parley.bench.server;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on loopback, with nothing on disk and no other setting but its defaults. Ends with {@link #close()}, or with this
 * process.
 */
public final class RedisProcess implements AutoCloseable {

    private static final long START_TIMEOUT = TimeUnit.SECONDS.toNanos(20);
    private static final int PROBE_TIMEOUT = 2000;

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one on a free port, and waits until it answers.
     *
     * @param directory of its own, empty, for the binary and the log
     * @param ofTheMachine whether it is the {@code redis-server} on the path; otherwise the one of 6.2 that comes with the library of
     *     the integration tests
     */
    public static RedisProcess start(Path directory, boolean ofTheMachine) throws IOException, InterruptedException {
        int port = FreePort.find();
        Path log = directory.resolve("redis.log");
        List<String> command = List.of(
                ofTheMachine
                        ? "redis-server"
                        : ExecutableProvider.newJarResourceProvider(directory.toFile())
                                .get()
                                .getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
        Process process = ChildProcesses.own(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        RedisProcess redis = new RedisProcess(process, port);
        try {
            redis.awaitAnswer(log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            redis.close();
            throw e;
        }
        return redis;
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("Redis did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean answers() {
        byte[] wanted = "+PONG".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PROBE_TIMEOUT);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return Arrays.equals(socket.getInputStream().readNBytes(wanted.length), wanted);
        } catch (IOException e) {
            return false;
        }
    }

    /** Its address, as {@code REDIS_URL} takes it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        ChildProcesses.end(process);
    }
}
