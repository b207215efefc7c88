package dev.parley.it;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import dev.parley.it.server.ServerJvm;
import dev.parley.it.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of its own for a test, of the kind that this run of the build is for, as {@code server-config} has it. Listens
 * on loopback only.
 */
public final class ServerProcess implements AutoCloseable {

    /** Of the log, when the node's own WebSocket has reached it. */
    static final String WEBSOCKETS_REACHED = "WebSockets reach this node at /socket.io/";

    /** What a start may take, of a server or of an application on one. */
    static final Duration START_TIMEOUT = Duration.ofSeconds(180);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    /** A start is most of what a test does with its server: no time for optimizations. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m");

    private static final String NO_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    private final AppServer server;
    private final Site site;
    private final ServerJvm jvm;
    private final Path log;

    private ServerProcess(AppServer server, Site site, ServerJvm jvm, Path log) {
        this.server = server;
        this.site = site;
        this.jvm = jvm;
        this.log = log;
    }

    /**
     * Starts a server and waits until it says that it is ready, whatever became of the deployment.
     *
     * @param name of the log file below {@code target/it-logs}
     * @param war a file below {@code target}
     * @param environment the settings of the application
     */
    public static ServerProcess start(String name, String war, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(name, Path.of("target", war), port, environment, false);
    }

    /**
     * As {@link #start(String, String, int, Map)}.
     *
     * @param war the file
     * @param verbose whether everything is in the log that Parley has to say
     */
    static ServerProcess start(String name, Path war, int port, Map<String, String> environment, boolean verbose)
            throws IOException, InterruptedException {
        return start(name, war, "/", port, OptionalInt.empty(), environment, verbose);
    }

    /**
     * As {@link #start(String, String, int, Map)}, on any free port, with a virtual machine that clears a soft reference as soon as
     * nothing else refers to its object, and not only when memory is short.
     *
     * @param war the file
     */
    static ServerProcess startWithoutSoftReferences(String name, Path war, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> options = Stream.concat(QUICK_START.stream(), Stream.of(NO_SOFT_REFERENCES))
                .toList();
        return start(name, war, "/", FreePort.find(), OptionalInt.empty(), environment, false, options);
    }

    /** As {@link #start(String, String, int, Map)}, on any free port, with everything below a path. */
    static ServerProcess startBelow(String contextRoot, String name, Path war, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(name, war, contextRoot, FreePort.find(), OptionalInt.empty(), environment, false);
    }

    /**
     * As {@link #start(String, String, int, Map)}, on any free port, and on another one with TLS, for which the server has made
     * a certificate.
     */
    static ServerProcess startWithTls(String name, String war, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(
                name,
                Path.of("target", war),
                "/",
                FreePort.find(),
                OptionalInt.of(FreePort.find()),
                environment,
                false);
    }

    /**
     * As {@link #start(String, String, int, Map)}, with a virtual machine as in operation: with all optimizations, a heap of a
     * size, and an end at the first {@code OutOfMemoryError}.
     *
     * @param heap as {@code -Xmx} takes it
     */
    public static ServerProcess startWithHeap(
            String heap, String name, String war, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(
                name,
                Path.of("target", war),
                "/",
                port,
                OptionalInt.empty(),
                environment,
                false,
                List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"));
    }

    private static ServerProcess start(
            String name,
            Path war,
            String contextRoot,
            int port,
            OptionalInt tlsPort,
            Map<String, String> environment,
            boolean verbose)
            throws IOException, InterruptedException {
        return start(name, war, contextRoot, port, tlsPort, environment, verbose, QUICK_START);
    }

    private static ServerProcess start(
            String name,
            Path war,
            String contextRoot,
            int port,
            OptionalInt tlsPort,
            Map<String, String> environment,
            boolean verbose,
            List<String> jvmOptions)
            throws IOException, InterruptedException {
        if (!Files.exists(war)) {
            // Open Liberty would start without it, and answer.
            throw new NoSuchFileException(war.toString());
        }
        Path log = Files.createDirectories(Path.of("target", "it-logs")).resolve(name + ".log");
        AppServer server = AppServer.chosen();
        Site site = new Site(
                Path.of("target", "it-servers", name),
                war,
                contextRoot,
                port,
                tlsPort,
                FreePort.find(),
                jvmOptions,
                verbose);
        ServerProcess process = new ServerProcess(
                server,
                site,
                ServerJvm.start(server, site, environment, ProcessBuilder.Redirect.to(log.toFile())),
                log);
        process.awaitStart();
        return process;
    }

    private void awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!server.isStarted(log())) {
            if (!jvm.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("the server did not start, see " + log);
            }
            TimeUnit.NANOSECONDS.sleep(PROBE_INTERVAL.toNanos());
        }
    }

    /**
     * Waits until the node has opened a WebSocket to itself, which it does once, soon after its start. It is the last line that it
     * logs by itself.
     */
    void awaitWebSocketCheck() {
        Waiting.until("the node has asked itself", () -> log().contains(WEBSOCKETS_REACHED));
    }

    /** Whether its process has not ended. */
    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** The process of the server's virtual machine. */
    public long pid() {
        return jvm.pid();
    }

    /** The port it listens on. */
    public int port() {
        return site.port();
    }

    /** The address of the server, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port();
    }

    /** The address with TLS of a server that was started with it, without a slash at the end. */
    String tlsUrl() {
        return "https://localhost:" + site.tlsPort().orElseThrow();
    }

    /** The address of MicroProfile Health, which not every server has at the application's port. */
    public URI health() {
        return URI.create("http://localhost:" + server.healthPort(site) + "/health");
    }

    /** The very file that the server runs. */
    public Path deployed() {
        return server.deployed(site);
    }

    /** What the server has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a GET; one that does not come is a failure. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(ANSWER_TIMEOUT)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Ends the server as a crash would, with {@code kill -9}. */
    public void kill() {
        jvm.kill();
    }

    /** Ends the server as an operator would, and waits for it; by force after 20 s. */
    @Override
    public void close() {
        jvm.close();
    }
}
