package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A hundred clients at once, the first of them right after the start: exactly as many get in as there are places. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CapacityIT {

    private static final int CLIENTS = 100;
    private static final int CONNECTIONS = 60;
    private static final int OF_A_USER = 20;
    private static final int ROOMS = 30;
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static ServerProcess process;
    private static URI server;

    private final Queue<Wire> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_MAX_CONNECTIONS", Integer.toString(CONNECTIONS));
        environment.put("WEBSOCKET_MAX_CONNECTIONS_PER_USER", Integer.toString(OF_A_USER));
        environment.put("WEBSOCKET_MAX_ROOMS_PER_CONNECTION", Integer.toString(ROOMS));
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        process = ServerProcess.start("capacity", "parley.war", FreePort.find(), environment);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    /** Whatever a test has done, the places are free again after it. */
    @AfterEach
    void everybodyLeaves() {
        open.forEach(Wire::close);
        Waiting.until("nobody is there", () -> connections() == 0);
    }

    private static int connections() {
        return Json.object(Http.get(server, "/ready").body())
                .getJsonObject("websocket")
                .getInt("connections");
    }

    private void allAtOnce(int clients, boolean polling) {
        Race.between(IntStream.range(0, clients)
                .mapToObj(i -> (Race.Runner) () -> open(polling))
                .toArray(Race.Runner[]::new));
    }

    private void open(boolean polling) {
        try {
            open.add(polling ? PollingWire.open(server) : WebSocketWire.open(server));
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    @Test
    @Order(1)
    void aHundredWebSocketsAtOnce() {
        allAtOnce(CLIENTS, false);

        assertThat(open).as("of %s", failures).hasSize(CONNECTIONS);
        assertThat(Http.get(server, WEBSOCKET.replace("websocket", "polling")).statusCode())
                .isEqualTo(503);
    }

    @Test
    @Order(2)
    void aHundredPollingSessionsAtOnce() {
        AtomicInteger refused = new AtomicInteger();
        Race.between(IntStream.range(0, CLIENTS)
                .mapToObj(i -> (Race.Runner) () -> {
                    try {
                        open.add(PollingWire.open(server));
                    } catch (RuntimeException | AssertionError e) {
                        refused.incrementAndGet();
                    }
                })
                .toArray(Race.Runner[]::new));

        assertThat(open).hasSize(CONNECTIONS);
        assertThat(refused).hasValue(CLIENTS - CONNECTIONS);
    }

    @Test
    @Order(3)
    void allConnectionsOfAUserAtOnce() {
        allAtOnce(CONNECTIONS, false);
        assertThat(open).hasSize(CONNECTIONS);
        String connect = "40" + Json.of("{'token':'%s'}", TestIssuer.token("ada"));
        Queue<String> answers = new ConcurrentLinkedQueue<>();

        Race.between(open.stream()
                .map(wire -> (Race.Runner) () -> {
                    assertThat(wire.take()).startsWith("0{");
                    wire.send(connect);
                    answers.add(wire.take());
                })
                .toArray(Race.Runner[]::new));

        assertThat(answers.stream().filter(answer -> answer.startsWith("40{"))).hasSize(OF_A_USER);
        assertThat(answers.stream().filter(answer -> answer.startsWith("44{")))
                .hasSize(CONNECTIONS - OF_A_USER)
                .allSatisfy(refusal -> assertThat(refusal).contains("RATE_LIMIT_EXCEEDED"));
    }

    /** Those before have given back what they had, or these would not get in. */
    @Test
    @Order(4)
    void theUserHasAllPlacesAgainWhenTheOthersHaveLeft() {
        List<ProtocolClient> clients = new ArrayList<>();
        for (int i = 0; i < OF_A_USER; i++) {
            WebSocketWire wire = WebSocketWire.open(server);
            open.add(wire);
            clients.add(ProtocolClient.connect(wire, TestIssuer.token("ada")));
        }

        assertThat(clients).hasSize(OF_A_USER);
    }

    /** Half of them send a whole handshake and are gone, the others one that no container takes. */
    @Test
    @Order(5)
    @BadInput(7)
    void handshakesThatComeToNothingKeepNoPlace() {
        Race.between(Stream.concat(
                        IntStream.range(0, CLIENTS).mapToObj(i -> (Race.Runner) CapacityIT::abortHandshake),
                        IntStream.range(0, CLIENTS).mapToObj(i -> (Race.Runner) CapacityIT::failUpgrade))
                .toArray(Race.Runner[]::new));
        Waiting.until("nobody is there", () -> connections() == 0);

        Waiting.until("all places are free", () -> {
            allAtOnce(CONNECTIONS, false);
            boolean all = open.size() == CONNECTIONS;
            if (!all) {
                open.forEach(Wire::close);
                open.clear();
                Waiting.until("nobody is there", () -> connections() == 0);
            }
            return all;
        });
    }

    @Test
    @Order(6)
    void ofAllRoomsAtOnceAClientGetsAsManyAsItMayHave() {
        WebSocketWire wire = WebSocketWire.open(server);
        open.add(wire);
        ProtocolClient.connect(wire, TestIssuer.token("ada"));
        for (int i = 0; i < CLIENTS; i++) {
            wire.send("42" + i + "[\"join-room\",{\"room\":\"room-" + i + "\"}]");
        }
        List<String> answers = new ArrayList<>();
        while (answers.size() < CLIENTS) {
            String packet = wire.take();
            if (packet.startsWith("43")) {
                answers.add(packet);
            }
        }

        assertThat(answers.stream().filter(answer -> answer.contains("\"success\":true")))
                .hasSize(ROOMS);
    }

    private static void abortHandshake() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET " + WEBSOCKET + " HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void failUpgrade() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + WEBSOCKET + " HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 7\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        }
    }
}
