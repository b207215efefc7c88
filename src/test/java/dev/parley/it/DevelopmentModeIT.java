package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In development mode the HTTP side believes the tokens that the node gives away, and no others; pages and programs of this
 * machine are let in, and nobody else.
 */
class DevelopmentModeIT {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static ServerProcess process;
    private static Rest nobody;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        process = ServerProcess.start(
                "development-rest",
                "parley.war",
                FreePort.find(),
                Map.of("PARLEY_DEV_MODE", "true", "WEBSOCKET_CONNECT_RATE_LIMIT", "100000"));
        nobody = new Rest(URI.create(process.url()), null);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aTokenForTheAskingOpensWhatItsRolesOpen() {
        Rest admin = nobody.as(token("admin,metrics"));
        Rest backend = nobody.as(token("publisher"));

        assertThat(admin.found("/api/connections").getInt("total")).isZero();
        assertThat(backend.accepted("/api/broadcast", "{\"event\":\"a\",\"data\":1}"))
                .containsKey("timestamp");
        Rest.problem(backend.get("/api/connections"), 403);
        Rest.problem(nobody.get("/api/connections"), 401);
    }

    @Test
    void aTokenOfAnotherIssuerIsNotBelieved() {
        Rest.problem(nobody.as(TestIssuer.token("root", "admin")).get("/api/connections"), 401);
    }

    @Test
    void aSocketBelievesTheSameToken() {
        try (ProtocolClient client = ProtocolClient.connect(nobody.server(), token("admin"))) {
            assertThat(nobody.as(token("admin"))
                            .found("/api/connections/" + client.id())
                            .getString("userId"))
                    .isEqualTo("root");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5173",
                "http://127.0.0.1:8080",
                "http://[::1]:3000",
                "https://localhost:5173",
                "http://app.localhost:5173"
            })
    void aPageOfThisMachineMayFollowTheReadme(String origin) {
        HttpResponse<String> tokenAnswer = ask("/dev/token?user=ann", origin);
        assertThat(tokenAnswer.statusCode()).isEqualTo(200);
        assertReadable(tokenAnswer, origin);
        assertReadable(preflight("/dev/token?user=ann", origin), origin);

        HttpResponse<String> polling = ask(POLLING, origin);
        assertThat(polling.statusCode()).isEqualTo(200);
        assertReadable(polling, origin);
        assertThat(Http.upgrade(nobody.server(), WEBSOCKET, "Origin: " + origin).status())
                .isEqualTo(101);
        assertReadable(ask("/api/info", origin), origin);
        assertReadable(preflight("/api/connections", origin), origin);
        assertReadable(ask("/socket.io/socket.io.esm.min.js", origin), origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.evil.test",
                "http://127.0.0.1.evil.test:3001",
                "https://evil.test",
                "http://notlocalhost",
                "http://192.168.1.7:5173",
                "null"
            })
    void pagesOfElsewhereMayNot(String origin) {
        for (String path : List.of("/dev/token?user=ann", POLLING, "/api/info")) {
            HttpResponse<String> answer = ask(path, origin);

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
            assertThat(answer.body()).doesNotContain("eyJ");
        }
        assertThat(preflight("/dev/token?user=ann", origin).statusCode()).isEqualTo(403);
        assertThat(Http.upgrade(nobody.server(), WEBSOCKET, "Origin: " + origin).status())
                .isEqualTo(403);
        assertThat(ask("/socket.io/socket.io.js", origin).headers().firstValue(ALLOW_ORIGIN))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/token?user=ann", "/", "/ready", "/api/info", POLLING, "/socket.io/socket.io.js"})
    void whoComesByAForeignNameOrThroughAProxyIsRefusedEverywhere(String path) {
        String own = "Host: localhost:" + process.port();
        assertThat(Http.rawGet(nobody.server(), path, own).status()).isEqualTo(200);

        assertRefused(Http.rawGet(nobody.server(), path, "Host: evil.test:" + process.port()));
        assertRefused(Http.rawGet(nobody.server(), path, "Host: localhost.evil.test"));
        assertRefused(Http.rawGet(
                nobody.server(),
                path,
                "Host: evil.test:" + process.port(),
                "Origin: http://evil.test:" + process.port()));
        assertRefused(Http.rawGet(nobody.server(), path, own, "X-Forwarded-For: 203.0.113.9"));
        assertRefused(Http.rawGet(nobody.server(), path, own, "Forwarded: for=203.0.113.9"));
        assertRefused(Http.rawGet(nobody.server(), path, own, "Via: 1.1 proxy"));
        assertRefused(Http.raw(nobody.server(), "GET " + path + " HTTP/1.0\r\n" + own + "\r\n\r\n"));
    }

    @Test
    void soAreWebSockets() {
        assertThat(Http.upgrade(nobody.server(), WEBSOCKET).status()).isEqualTo(101);

        assertRefused(Http.upgrade(nobody.server(), WEBSOCKET, "Host: evil.test"));
        assertRefused(Http.upgrade(nobody.server(), WEBSOCKET, "X-Real-IP: 203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "名前", "a&b=c+d e", "😀"})
    void aNameIsWhatWasAskedFor(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String token = Json.object(nobody.get("/dev/token?user=" + encoded + "&groups=admin")
                        .body())
                .getString("token");

        try (ProtocolClient client = ProtocolClient.connect(nobody.server(), token)) {
            Rest admin = nobody.as(token);
            assertThat(admin.found("/api/connections/" + client.id()).getString("userId"))
                    .isEqualTo(name);
            Waiting.until(
                    "who is connected is online",
                    () -> admin.found("/api/users/" + encoded + "/presence")
                            .getString("status")
                            .equals("online"));
            assertThat(admin.found("/api/connections?search=" + encoded).getInt("total"))
                    .isEqualTo(1);
        }
    }

    private static HttpResponse<String> ask(String path, String origin) {
        return Http.send(nobody.request(path).header("Origin", origin));
    }

    private static HttpResponse<String> preflight(String path, String origin) {
        return Http.send(nobody.request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-any"));
    }

    private static void assertReadable(HttpResponse<String> answer, String origin) {
        assertThat(answer.statusCode()).isLessThan(300);
        assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains(origin);
    }

    private static void assertRefused(Http.RawAnswer answer) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(403);
        assertThat(answer.body()).contains("Development mode").doesNotContain("eyJ");
    }

    private static String token(String roles) {
        return Json.object(nobody.get("/dev/token?user=root&groups=" + roles).body())
                .getString("token");
    }
}
