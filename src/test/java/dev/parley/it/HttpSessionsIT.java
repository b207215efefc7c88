package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody needs an HTTP session to connect, so no connection leaves one behind: Open Liberty makes one for each WebSocket, and
 * keeps it for half an hour. With TLS it ends the WebSocket with the session.
 */
class HttpSessionsIT {

    private static final int CLIENTS = 20;
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String COUNT = "/http-sessions";

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path war = Files.createDirectories(Path.of("target", "it-wars")).resolve("http-sessions.war");
        Deployed.war().addClass(HttpSessionCount.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        process = ServerProcess.start("http-sessions", war, FreePort.find(), environment, false);
        server = URI.create(process.url());
        // Parley's own check opens a WebSocket, too.
        process.awaitWebSocketCheck();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aConnectionHasNoneOnEitherTransport() {
        int before = count();
        List<ProtocolClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                String token = TestIssuer.token("ada" + i, "member");
                Wire wire = i % 2 == 0
                        ? WebSocketWire.open(server, WEBSOCKET, Map.of())
                        : PollingWire.open(server, "/socket.io/", Map.of());
                clients.add(ProtocolClient.connect(wire, token));
            }
            // All of them go on without the session that there was for a moment.
            clients.forEach(client -> client.join("tea"));

            Waiting.until("no connection has one", () -> count() == before);
        } finally {
            clients.forEach(ProtocolClient::close);
        }
    }

    @Test
    void aHandshakeThatIsRefusedLeavesNone() {
        int before = count();

        assertThat(Http.upgrade(server, WEBSOCKET + "&sid=unknown").status()).isEqualTo(400);

        assertThat(count()).isEqualTo(before);
    }

    @Test
    void oneOfTheApplicationsOwnOutlivesAConnectionOfItsClient() {
        HttpResponse<String> answer = Http.get(server, COUNT + "?mine");
        int before = Integer.parseInt(answer.body());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

        WebSocketWire.open(server, WEBSOCKET, Map.of("Cookie", cookie)).close();

        assertThat(count()).isEqualTo(before);
    }

    private static int count() {
        return Integer.parseInt(Http.get(server, COUNT).body());
    }
}
