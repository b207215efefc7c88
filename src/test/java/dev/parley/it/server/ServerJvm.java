package dev.parley.it.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server that runs: its process, and that of the script it was started by, if there is one. */
public final class ServerJvm implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Process process;

    private ServerJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts a server; returns at once.
     *
     * @param site whose directory is emptied first
     * @param settings of the application, as environment variables
     * @param output where its log goes
     */
    public static ServerJvm start(
            AppServer server, Site site, Map<String, String> settings, ProcessBuilder.Redirect output)
            throws IOException {
        empty(site.directory());
        Launch launch = server.launch(site);
        ProcessBuilder builder =
                new ProcessBuilder(launch.command()).redirectErrorStream(true).redirectOutput(output);
        // A test that ends its server waits for no client, unless that is what it looks at.
        builder.environment().put("WEBSOCKET_DRAIN_TIMEOUT", "0");
        builder.environment().putAll(settings);
        builder.environment().putAll(launch.environment());
        builder.environment().put("WEBSOCKET_PORT", Integer.toString(site.port()));
        builder.environment().put("WEBSOCKET_CONTEXT_ROOT", site.contextRoot());
        site.tlsPort().ifPresent(port -> builder.environment().put("WEBSOCKET_TLS_PORT", Integer.toString(port)));
        return new ServerJvm(builder.start());
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        Files.createDirectories(directory);
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process of its virtual machine, which may be a child of a script's. */
    public long pid() {
        return all().stream()
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Waits for its end. */
    public void await() throws InterruptedException {
        process.waitFor();
    }

    /** Ends it as an operator would, and waits for it; by force after 20 s. */
    @Override
    public void close() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        for (ProcessHandle handle : all) {
            awaitEnd(handle, deadline - System.nanoTime());
        }
    }

    /** Ends it as a crash would, with {@code kill -9}; returns when it is gone. */
    public void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** A script would not pass a signal on, or would end before its server. */
    private List<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private static void awaitEnd(ProcessHandle handle, long nanos) {
        try {
            handle.onExit().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
