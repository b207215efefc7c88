package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for a session, and what they are refused with: the errors of Engine.IO, origins, CORS. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HandshakeIT {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String ALLOWED = "https://app.example";

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void address() {
        server = Deployed.server(url);
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4,                                  0, Transport unknown",
        "EIO=4&transport=carrier-pigeon,         0, Transport unknown",
        "EIO=4&transport=polling&transport=polling, 0, Transport unknown",
        "EIO=4&transport=polling&sid=nobody,     1, Session ID unknown",
        "EIO=4&transport=polling&sid=__proto__,  1, Session ID unknown",
        "EIO=4&transport=websocket,              3, Bad request",
        "transport=polling,                      5, Unsupported protocol version",
        "EIO=3&transport=polling,                5, Unsupported protocol version",
        "EIO=4&EIO=4&transport=polling,          5, Unsupported protocol version"
    })
    @BadInput({1, 2, 3})
    void aBadRequestIsAnsweredWithTheNumberOfItsError(String query, int code, String message) {
        HttpResponse<String> answer = Http.get(server, "/socket.io/?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4&transport=carrier-pigeon,         0, Transport unknown",
        "EIO=4&transport=websocket&sid=nobody,   1, Session ID unknown",
        "EIO=4&transport=polling,                3, Bad request",
        "EIO=3&transport=websocket,              5, Unsupported protocol version"
    })
    void aBadUpgradeIsAnsweredInTheSameWay(String query, int code, String message) {
        Http.RawAnswer answer = Http.upgrade(server, "/socket.io/?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    @BadInput(4)
    void aSessionIsOpenedByGetOnly(String method) {
        // Payara itself refuses a DELETE that has a body, and then the answer is not ours.
        HttpResponse<String> answer =
                Http.send(HttpRequest.newBuilder(server.resolve(POLLING)).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "https://app.example.elsewhere.example",
                "https://app.example:8443",
                "http://app.example",
                "null"
            })
    @BadInput(56)
    void aForeignOriginIsForbiddenOnBothTransports(String origin) {
        HttpResponse<String> polling = get(POLLING, origin);
        Http.RawAnswer webSocket = Http.upgrade(server, WEBSOCKET, "Origin: " + origin);

        assertThat(polling.statusCode()).isEqualTo(403);
        assertThat(Json.object(polling.body()).getInt("code")).isEqualTo(4);
        assertThat(polling.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(webSocket.status()).isEqualTo(403);
        assertThat(webSocket.body()).isEqualTo(polling.body());
    }

    @Test
    void anAllowedOriginMayConnectAndReadTheAnswers() {
        Map<String, String> headers = Map.of("Origin", ALLOWED);
        HttpResponse<String> polling = get(POLLING, ALLOWED);

        assertThat(polling.statusCode()).isEqualTo(200);
        assertThat(polling.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(polling.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(polling.headers().allValues("Vary")).contains("Origin");
        try (ProtocolClient client =
                ProtocolClient.connect(WebSocketWire.open(server, WEBSOCKET, headers), TestIssuer.token("ada"))) {
            assertThat(client.call("ping")).isEmpty();
        }
        try (ProtocolClient client =
                ProtocolClient.connect(PollingWire.open(server, "/socket.io/", headers), TestIssuer.token("ada"))) {
            assertThat(client.call("ping")).isEmpty();
        }
    }

    @Test
    void theServersOwnOriginMayConnect() {
        HttpResponse<String> polling = get(POLLING, server.toString());
        Http.RawAnswer webSocket = Http.upgrade(server, WEBSOCKET, "Origin: " + server);

        assertThat(polling.statusCode()).isEqualTo(200);
        assertThat(webSocket.status()).isEqualTo(101);
    }

    @Test
    void anErrorCanBeReadByAnAllowedOriginToo() {
        HttpResponse<String> answer = get("/socket.io/?EIO=4&transport=polling&sid=nobody", ALLOWED);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
    }

    @Test
    void aPreflightOfAnAllowedOriginIsGranted() {
        HttpResponse<String> answer = preflight(ALLOWED);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET")
                .contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .containsIgnoringCase("authorization");
    }

    @Test
    void aPreflightOfAForeignOriginIsNot() {
        HttpResponse<String> answer = preflight("https://elsewhere.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    private HttpResponse<String> preflight(String origin) {
        return Http.send(HttpRequest.newBuilder(server.resolve(POLLING))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization"));
    }

    private HttpResponse<String> get(String pathAndQuery, String origin) {
        return Http.send(HttpRequest.newBuilder(server.resolve(pathAndQuery)).header("Origin", origin));
    }

    @Test
    void thePathNeedsNoSlashAtItsEnd() {
        try (ProtocolClient client = ProtocolClient.connect(
                        WebSocketWire.open(server, "/socket.io?EIO=4&transport=websocket", Map.of()),
                        TestIssuer.token("ada"));
                ProtocolClient polling = ProtocolClient.connect(
                        PollingWire.open(server, "/socket.io", Map.of()), TestIssuer.token("ada"))) {
            assertThat(client.call("ping")).isEmpty();
            assertThat(polling.call("ping")).isEmpty();
        }
    }

    @Test
    void theStockBrowserClientIsServed() {
        HttpResponse<String> script = Http.get(server, "/socket.io/socket.io.js");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
        assertThat(script.body()).contains("Socket.IO v4");
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io.js,             text/javascript",
        "socket.io.min.js,         text/javascript",
        "socket.io.esm.min.js,     text/javascript",
        "socket.io.js.map,         application/json",
        "socket.io.esm.min.js.map, application/json"
    })
    void theBrowserClientIsServedToAllowedPagesAndCompressed(String file, String type) throws IOException {
        String path = "/socket.io/" + file;
        HttpResponse<byte[]> plain = script(path, "Origin", ALLOWED);

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(plain.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(plain.headers().firstValue("Cache-Control")).contains("public, max-age=0");
        assertThat(plain.headers().firstValue("ETag").orElseThrow()).matches("\"4\\.\\d+\\.\\d+\"");
        assertThat(String.join(",", plain.headers().allValues("Vary")))
                .contains("Origin")
                .contains("Accept-Encoding");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();

        HttpResponse<byte[]> zipped = script(path, "Accept-Encoding", "gzip, deflate");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
        assertThat(zipped.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();

        HttpResponse<byte[]> brotli = script(path, "Accept-Encoding", "gzip, deflate, br, zstd");
        assertThat(brotli.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(brotli.body().length).isLessThan(zipped.body().length);
    }

    @Test
    void whoHasTheBrowserClientDoesNotGetItAgain() {
        String path = "/socket.io/socket.io.js";
        String tag =
                script(path, "Origin", ALLOWED).headers().firstValue("ETag").orElseThrow();

        for (String known : List.of(tag, "W/" + tag, "\"1\", " + tag, "*")) {
            HttpResponse<byte[]> answer = script(path, "If-None-Match", known, "Origin", ALLOWED);

            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).contains(tag);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=0");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(ALLOWED);
        }
        assertThat(script(path, "If-None-Match", "\"1\"").statusCode()).isEqualTo(200);
    }

    @Test
    void theBrowserClientsHeadersCanBeAskedFor() {
        String path = "/socket.io/socket.io.min.js";
        HttpRequest.Builder head = HttpRequest.newBuilder(server.resolve(path)).method("HEAD", BodyPublishers.noBody());

        HttpResponse<String> answer = Http.send(head.header("Accept-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        // Open Liberty leaves it out, which RFC 9110 allows (section 8.6).
        answer.headers()
                .firstValueAsLong("Content-Length")
                .ifPresent(length -> assertThat(length)
                        .isEqualTo(script(path, "Accept-Encoding", "gzip").body().length));
    }

    @Test
    void pagesOfElsewhereCannotReadTheBrowserClient() {
        HttpResponse<byte[]> answer = script("/socket.io/socket.io.js", "Origin", "https://elsewhere.example");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(Http.get(server, "/socket.io/socket.io.other.js").statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(Http.get(server, "/socket.io/version").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(Http.get(server, "/socket.io/socket.io.js.gz").statusCode()).isGreaterThanOrEqualTo(400);
    }

    private HttpResponse<byte[]> script(String path, String... headers) {
        try {
            return Http.CLIENT.send(
                    HttpRequest.newBuilder(server.resolve(path))
                            .timeout(Waiting.PATIENCE)
                            .headers(headers)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
