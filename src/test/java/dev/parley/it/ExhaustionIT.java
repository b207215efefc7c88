package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that has no descriptors or no memory left for more clients keeps those it has, and takes others when it can again. */
class ExhaustionIT {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    /** Descriptors that the server may still open. */
    private static final int SPARE = 60;

    private static final int CONNECTIONS = 200;
    private static final int MEGABYTE = 1_000_000;
    private static final int PART = 50_000;
    /** In a log, of 200 connections that could not be taken. */
    private static final int LINES = 2_000;

    private ServerProcess process;
    private URI server;
    private ProtocolClient witness;
    private int started;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_MAX_CONNECTIONS", "2000");
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "1000000");
        process = ServerProcess.start("exhaustion", "parley.war", FreePort.find(), environment);
        server = URI.create(process.url());
        witness = ProtocolClient.connect(server, TestIssuer.token("witness"));
        try (ProtocolClient first = ProtocolClient.connect(PollingWire.open(server), TestIssuer.token("first"))) {
            assertThat(first.call("ping")).isEmpty();
        }
        started = process.log().length();
    }

    @AfterEach
    void stop() {
        witness.close();
        process.close();
    }

    @Test
    @BadInput(67)
    void withoutDescriptorsItKeepsItsClientsAndTakesOthersAgainWhenItCan() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "this system has prlimit");
        limitDescriptors(descriptors() + SPARE);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));
            }
            Waiting.until("the server has no more", () -> ServerSockets.count(server.getPort()) >= SPARE / 2);
            assertThat(ServerSockets.count(server.getPort())).isLessThan(CONNECTIONS);
            assertThat(witness.call("ping")).isEmpty();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }

        assertThat(witness.call("ping")).isEmpty();
        Waiting.until("others are taken again", this::takesAClient);
        assertThat(process.log().substring(started).lines().count()).isLessThan(LINES);
    }

    private boolean takesAClient() {
        try {
            return Http.plain(server, "/socket.io/?EIO=4&transport=polling").status() == 200;
        } catch (UncheckedIOException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }

    private long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return all.count();
        }
    }

    private void limitDescriptors(long limit) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(process.pid()), "--nofile=" + limit + ":" + limit)
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    /** Each has shown a token and sends a message of a megabyte but for its last part: more than the node may hold. */
    @Test
    @BadInput(67)
    void whatIsUnfinishedIsGivenUpBeforeTheHeapIsFull() {
        long budget = meter("parley_receive_budget_bytes");
        int clients = (int) (budget / MEGABYTE * 3 / 2);
        List<WebSocketWire> wires = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            WebSocketWire wire = WebSocketWire.open(server);
            ProtocolClient.connect(wire, TestIssuer.token("client-" + i));
            wires.add(wire);
        }

        for (WebSocketWire wire : wires) {
            for (int sent = 0; sent < MEGABYTE; sent += PART) {
                wire.sendPart(new byte[PART]);
            }
        }

        assertThat(meter("parley_receive_budget_used_bytes")).isLessThanOrEqualTo(budget);
        Waiting.until(
                "some are given up",
                () -> wires.stream().anyMatch(wire -> wire.ended().isDone()));
        assertThat(witness.call("ping")).isEmpty();
        wires.forEach(WebSocketWire::close);
        Waiting.until("all is given back", () -> meter("parley_receive_budget_used_bytes") == 0);
        assertThat(witness.call("ping")).isEmpty();
        assertThat(takesAClient()).isTrue();
        assertThat(process.log()).doesNotContain("OutOfMemoryError");
    }

    private long meter(String name) {
        return Rest.metrics(server)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
