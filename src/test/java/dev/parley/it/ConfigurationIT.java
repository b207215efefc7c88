package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the environment does to the application: paths, limits, and the settings with which it does not start. */
class ConfigurationIT {

    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

    /** Nothing is known against the token, and the client may try again. */
    @Test
    @BadInput(54)
    void keysThatCannotBeFetchedAreAConnectionError() throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                "http://localhost:" + FreePort.find() + "/jwks",
                "MP_JWT_VERIFY_ISSUER",
                TestIssuer.NAME);
        try (ServerProcess server = ServerProcess.start("no-keys", "parley.war", FreePort.find(), environment)) {
            JsonObject refusal = ProtocolClient.unconnected(WebSocketWire.open(URI.create(server.url())))
                    .refusalOf("{\"token\":\"" + TestIssuer.token("ada") + "\"}");

            assertThat(refusal.getJsonObject("data").getString("code")).isEqualTo("CONNECTION_ERROR");
        }
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                Arguments.of(
                        "key-in-development",
                        with("PARLEY_DEV_MODE", "true"),
                        List.of("PARLEY_DEV_MODE", "mp.jwt.verify.publickey.location")),
                Arguments.of("no-key", Map.of(), List.of("mp.jwt.verify.publickey")),
                Arguments.of(
                        "bad-number",
                        with("WEBSOCKET_PING_INTERVAL", "abc"),
                        List.of("WEBSOCKET_PING_INTERVAL", "abc", "milliseconds")),
                Arguments.of(
                        "bad-redis",
                        with("REDIS_URL", "http://ada:s3cret@cache"),
                        List.of("REDIS_URL", "***", "redis://")),
                Arguments.of(
                        "no-such-key",
                        Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:target/it-keys/missing.pem"),
                        List.of("mp.jwt.verify.publickey.location", "missing.pem")));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put(name, value);
        return environment;
    }

    /** The server lives on, without the application. */
    @ParameterizedTest
    @MethodSource("badSettings")
    void aBadSettingStopsTheDeploymentWithOneLineThatNamesIt(
            String name, Map<String, String> environment, List<String> words) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        try (ServerProcess server =
                ServerProcess.start("refused-" + name, "parley.war", FreePort.find(), environment)) {
            List<String> refusals = server.log()
                    .lines()
                    .filter(line -> line.contains("Parley does not start"))
                    .toList();

            assertThat(refusals).hasSize(1);
            assertThat(refusals.get(0)).contains(words);
            assertThat(server.get(HANDSHAKE).statusCode()).isIn(404, 500, 503);
            assertThat(server.get("/dev/token?user=ada").statusCode()).isIn(404, 500, 503);
        }
    }

    @Test
    void developmentModeGivesTokensForTheAsking() throws IOException, InterruptedException {
        ServerProcess server = DevelopmentServer.running();
        URI address = URI.create(server.url());
        HttpResponse<String> answer = server.get("/dev/token?user=ada&groups=publisher,member");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(server.get("/dev/token").statusCode()).isEqualTo(400);
        assertThat(server.log()).contains("DEVELOPMENT MODE");
        String token = Json.object(answer.body()).getString("token");
        try (ProtocolClient client = ProtocolClient.connect(address, token)) {
            client.ask("message", Json.of("{'to':'ada','content':'hello','type':'system'}"));
            assertThat(client.await("message").getString("from")).isEqualTo("ada");
        }
        try (ProtocolClient stranger = ProtocolClient.unconnected(WebSocketWire.open(address))) {
            String other = Json.of("{'token':'%s'}", TestIssuer.token("ada")).toString();
            assertThat(stranger.refusalOf(other).getJsonObject("data").getString("code"))
                    .isEqualTo("AUTHENTICATION_FAILED");
        }
        assertThat(server.log()).doesNotContain(token);
    }

    @Test
    void anAdministratorSeesWhatIsInForceAndWhereItComesFromButNoSecret() throws IOException, InterruptedException {
        String key = TestIssuer.publicKey();
        Map<String, String> environment = Map.of(
                "MP_JWT_VERIFY_PUBLICKEY",
                key,
                "MP_JWT_VERIFY_ISSUER",
                TestIssuer.NAME,
                "WEBSOCKET_PING_INTERVAL",
                "12345");
        try (ServerProcess server = ServerProcess.start("config", "parley.war", FreePort.find(), environment)) {
            assertThat(server.get("/api/config").statusCode()).isEqualTo(401);
            assertThat(config(server, TestIssuer.token("ada", "publisher")).statusCode())
                    .isEqualTo(403);

            HttpResponse<String> answer = config(server, TestIssuer.token("ada", "admin"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            JsonObject body = Json.object(answer.body());
            assertThat(body.getString("node")).isNotEmpty();
            assertThat(setting(body, "WEBSOCKET_PING_INTERVAL").getString("value"))
                    .isEqualTo("12345");
            assertThat(setting(body, "WEBSOCKET_PING_INTERVAL").getString("source"))
                    .isNotEqualTo("default");
            assertThat(setting(body, "WEBSOCKET_PING_TIMEOUT").getString("value"))
                    .isEqualTo("60000");
            assertThat(setting(body, "WEBSOCKET_PING_TIMEOUT").getString("source"))
                    .isEqualTo("default");
            assertThat(setting(body, "mp.jwt.verify.publickey").getString("value"))
                    .isEqualTo("***");
            assertThat(setting(body, "mp.jwt.verify.publickey").getBoolean("secret"))
                    .isTrue();
            String secret = key.lines().toList().get(1);
            assertThat(answer.body()).doesNotContain(secret);
            assertThat(server.log())
                    .contains("Parley's settings", "WEBSOCKET_PING_INTERVAL=12345 (")
                    .contains("WEBSOCKET_PING_TIMEOUT=60000 (default)", "mp.jwt.verify.publickey=*** (")
                    .doesNotContain(secret);
        }
    }

    private static HttpResponse<String> config(ServerProcess server, String token) {
        return Http.send(HttpRequest.newBuilder(URI.create(server.url()).resolve("/api/config"))
                .header("Authorization", "Bearer " + token));
    }

    private static JsonObject setting(JsonObject config, String name) {
        return config.getJsonArray("settings").getValuesAs(JsonObject.class).stream()
                .filter(setting -> setting.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePathAndTheLimitsAreTheConfiguredOnes() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = with("WEBSOCKET_PATH", "/rt/live");
        environment.put("WEBSOCKET_ALLOW_BROADCAST", "false");
        environment.put("WEBSOCKET_MAX_CONNECTIONS", "4");
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "7");
        environment.put("WEBSOCKET_RATE_LIMIT_WINDOW", "3600000");
        try (ServerProcess server = ServerProcess.start("configured", "parley.war", FreePort.find(), environment)) {
            URI address = URI.create(server.url());
            try (ProtocolClient one = connect(webSocket(address, "/rt/live"));
                    ProtocolClient two = connect(webSocket(address, "/rt/live/"));
                    ProtocolClient three = connect(PollingWire.open(address, "/rt/live", Map.of()));
                    ProtocolClient four = connect(PollingWire.open(address, "/rt/live/", Map.of()))) {
                for (ProtocolClient client : List.of(one, two, three, four)) {
                    assertThat(client.call("ping")).isEmpty();
                }
                assertThatMessagesToEverybodyAreRefused(one);
                assertThatAFifthConnectionIsRefused(server);
            }
            assertThatManyHandshakesAreRefused(server);
            assertThat(server.get(HANDSHAKE).statusCode()).isEqualTo(404);
            assertThat(Http.upgrade(address, "/socket.io/?EIO=4&transport=websocket")
                            .status())
                    .isEqualTo(404);
            assertThat(server.get("/rt/live/socket.io.js").statusCode()).isEqualTo(200);
            assertThat(server.get("/dev/token?user=ada").statusCode()).isEqualTo(404);
        }
    }

    private static WebSocketWire webSocket(URI server, String path) {
        return WebSocketWire.open(server, path + "?EIO=4&transport=websocket", Map.of());
    }

    private static ProtocolClient connect(Wire wire) {
        return ProtocolClient.connect(wire, TestIssuer.token("ada"));
    }

    private static void assertThatMessagesToEverybodyAreRefused(ProtocolClient client) {
        assertThat(client.ask("message", Json.of("{'content':'hear me','type':'text'}"))
                        .getJsonObject("error")
                        .getString("code"))
                .isEqualTo("AUTHORIZATION_FAILED");
    }

    private static void assertThatAFifthConnectionIsRefused(ServerProcess server)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get("/rt/live/?EIO=4&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.object(answer.body()).getInt("code")).isEqualTo(4);
    }

    /** One address may not open sessions at will, even if it closes them again. */
    private static void assertThatManyHandshakesAreRefused(ServerProcess server) {
        URI address = URI.create(server.url());
        Waiting.until("too many handshakes", () -> {
            HttpResponse<String> answer = Http.get(address, "/rt/live/?EIO=4&transport=polling");
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(Json.object(answer.body()).getInt("code")).isEqualTo(4);
            }
            return answer.statusCode() == 429;
        });
    }
}
