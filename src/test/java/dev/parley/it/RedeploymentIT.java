package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.Bootstrap;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Replacing the application in a running server leaves no more of it in memory each time, apart from what only soft references
 * keep: Open Liberty has such references to the arguments of the latest log messages, of its own as well, and drops them before memory is
 * exhausted. The WAR's file is not called {@code parley.war}: Open Liberty keeps each application whose name is not that of its module.
 */
class RedeploymentIT {

    private static final int TIMES = 5;
    private static final int CLIENTS = 32;
    private static final int REQUESTS = 400;
    private static final String CLASS = Bootstrap.class.getName();
    /** WildFly's threads end after a minute without a task, but for a few. */
    private static final Duration IDLE_THREADS_END = Duration.ofSeconds(120);

    private ServerProcess process;
    private LoadedClasses classes;
    private Redeployment application;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path war = Files.createDirectories(Path.of("target", "it-wars")).resolve("redeployment.war");
        Deployed.war().addClass(NeighbourServlet.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        process = ServerProcess.startWithoutSoftReferences("redeployment", war, Map.of("PARLEY_DEV_MODE", "true"));
        classes = new LoadedClasses(process.pid());
        application = new Redeployment(process);
        application.deploy();
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    @BadInput(66)
    void leavesNoClassesBehind() throws IOException {
        busy();
        use();
        long before = classes.count(CLASS);

        for (int i = 0; i < TIMES; i++) {
            application.replace();
            use();
            busy();
        }

        long[] after = new long[1];
        try {
            Waiting.until("no more than before and the first", IDLE_THREADS_END, () -> {
                after[0] = classes.count(CLASS);
                return after[0] <= before + 1;
            });
        } finally {
            assertThat(after[0]).as("of %s before", before).isLessThanOrEqualTo(before + 1);
        }
        assertThat(process.log()).doesNotContain("may keep the classes");
    }

    /**
     * Gives each thread of the server something to do, on connections that end with it. As long as they live, WildFly's threads have the first
     * request of their lives on their stacks, and with it the application that answered. So all of them are made for the first application,
     * by requests at the same time that take a moment, and that application may stay. Threads that were made later may only be of those that end.
     */
    private void busy() {
        ask(CLIENTS, "/neighbour");
        ask(REQUESTS, application.contextRoot() + "/ready");
    }

    private void ask(int times, String path) {
        URI server = URI.create(process.url());
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            CompletableFuture<?>[] requests = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> Http.plain(server, path), clients))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(requests).join();
        } finally {
            clients.shutdown();
        }
    }

    /** A room, on each transport. */
    private void use() {
        URI server = URI.create(process.url());
        String root = application.contextRoot();
        String token = Json.object(
                        Http.get(server, root + "/dev/token?user=ada").body())
                .getString("token");
        String path = root + "/socket.io/";
        try (ProtocolClient ada = ProtocolClient.connect(
                        WebSocketWire.open(server, path + "?EIO=4&transport=websocket", Map.of()), token);
                ProtocolClient too = ProtocolClient.connect(PollingWire.open(server, path, Map.of()), token)) {
            ada.join("tea");
            too.join("tea");
        }
    }
}
