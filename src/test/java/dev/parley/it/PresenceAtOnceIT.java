package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a client has been told is what REST says, from the first moment on: alone, and with Redis. The fault that this was
 * written for was there in 1 of 100 rounds, on each server: the rounds on the three servers together find it in 99 of 100
 * runs of CI.
 */
class PresenceAtOnceIT {

    private static final int ROUNDS = Soak.rounds(100, 300);

    private URI server;
    private Rest operator;

    @Test
    void aloneRestSaysWhatTheClientKnows() throws IOException, InterruptedException {
        withServer("presence-alone", Map.of());
    }

    @Test
    void withRedisRestSaysWhatTheClientKnows() throws IOException, InterruptedException {
        try (RealRedis redis = RealRedis.start()) {
            withServer("presence-redis", Map.of("REDIS_URL", redis.url()));
        }
    }

    private void withServer(String name, Map<String, String> settings) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        environment.putAll(settings);
        try (ServerProcess process = ServerProcess.start(name, "parley.war", FreePort.find(), environment)) {
            server = URI.create(process.url());
            operator = new Rest(server, TestIssuer.token("root", "admin"));
            for (int round = 0; round < ROUNDS; round++) {
                round("user-" + round);
            }
        }
    }

    private void round(String user) {
        try (ProtocolClient client = ProtocolClient.connect(server, TestIssuer.token(user))) {
            JsonObject presence = presence(user);
            assertThat(presence.getString("status"))
                    .as("after CONNECT: %s", presence)
                    .isEqualTo("online");
            assertThat(sockets(presence)).hasSize(1);

            client.join("room-" + user);
            assertThat(operator.found("/api/rooms/room-" + user).getInt("memberCount"))
                    .isOne();

            client.ask("presence-update", Json.of("{'status':'away'}"));
            assertThat(presence(user).getString("status")).isEqualTo("away");

            client.ask("leave-room", Json.of("{'room':'%s'}", "room-" + user));
            assertThat(operator.get("/api/rooms/room-" + user).statusCode()).isEqualTo(404);

            client.join("room-" + user);
            String socket = sockets(presence).get(0);
            assertThat(operator.delete("/api/connections/" + socket).statusCode())
                    .isEqualTo(204);
            client.await(packet -> packet.equals("41"));
            assertThat(operator.get("/api/connections/" + socket).statusCode()).isEqualTo(404);
            assertThat(presence(user).getString("status"))
                    .as("after DISCONNECT")
                    .isEqualTo("offline");
        }
    }

    private JsonObject presence(String user) {
        return operator.found("/api/users/" + user + "/presence");
    }

    private static List<String> sockets(JsonObject presence) {
        return presence.getJsonArray("sockets").stream()
                .map(JsonValue.class::cast)
                .map(socket -> ((JsonString) socket).getString())
                .toList();
    }
}
