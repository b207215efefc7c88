package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server goes down and comes back: clients find it again by themselves. */
class RestartIT {

    private static final String ROOM = "tea";

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void theJavaClientConnectsAgainAndCanJoinAndSend(String transport)
            throws IOException, InterruptedException, JSONException {
        TestIssuer.publishKey();
        int port = FreePort.find();
        ServerProcess first = start(transport, port);
        try (JavaClient client = new JavaClient(
                        URI.create(first.url()), Map.of("token", TestIssuer.token("ada")), transport)
                .connect()) {
            String before = client.id();
            assertThat(join(client)).isEqualTo(1);

            first.close();
            client.await("disconnect");
            try (ServerProcess second = start(transport + "-again", port)) {
                client.awaitConnected();

                assertThat(second.port()).isEqualTo(port);
                assertThat(client.id()).isNotEqualTo(before);
                assertThat(join(client)).isEqualTo(1);
                client.emit("message", new JSONObject(Map.of("room", ROOM, "content", "back", "type", "text")));
                assertThat(((JSONObject) client.await("message")[0]).getString("content"))
                        .isEqualTo("back");
            }
        } finally {
            first.close();
        }
    }

    /**
     * With a short heartbeat: the Java client's WebSocket takes no notice of a close frame, so only a missing ping tells
     * the client that the server is gone.
     */
    private static ServerProcess start(String name, int port) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_PING_INTERVAL", "2000");
        environment.put("WEBSOCKET_PING_TIMEOUT", "8000");
        return ServerProcess.start("restart-" + name, "parley.war", port, environment);
    }

    private static int join(JavaClient client) throws JSONException {
        return client.ask("join-room", new JSONObject(Map.of("room", ROOM))).getInt("memberCount");
    }
}
