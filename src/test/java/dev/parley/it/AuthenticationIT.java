package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and for how long. The server logs all it can, and no token may be in that. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AuthenticationIT {

    /** Long enough to connect on a busy machine. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);

    private static final String MALLORY = "mallory";

    @ArquillianResource
    private URL url;

    private final String user = "ada-" + UUID.randomUUID();
    private final List<String> tokens = new ArrayList<>();
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void address() {
        server = Deployed.server(url);
    }

    @AfterEach
    void noTokenIsInTheLog() {
        String log = Deployed.log();
        for (String token : tokens) {
            assertThat(log).doesNotContain(token.substring(token.lastIndexOf('.', token.length() - 2) + 1));
        }
    }

    /** Notes a token that must not be in the log. */
    private String noted(String token) {
        tokens.add(token);
        return token;
    }

    private String auth(String token) {
        return Json.of("{'token':'%s'}", noted(token)).toString();
    }

    static Stream<String> badTokens() {
        String good = TestIssuer.token(MALLORY);
        return Stream.of(
                TestIssuer.tokenUntil(Instant.now().minusSeconds(1), MALLORY),
                TestIssuer.tokenByAnotherKey(MALLORY),
                TestIssuer.tokenWithoutSignature(MALLORY),
                TestIssuer.tokenByPublicKeyAsSecret(MALLORY),
                TestIssuer.tokenOfIssuer("https://elsewhere.example", MALLORY),
                good.substring(0, good.length() - 20),
                good.substring(0, good.lastIndexOf('.')),
                "not.a.token-at-all",
                "x".repeat(16_000));
    }

    /** It is more than somebody may send of whom nothing is known: nobody reads it, and so nobody answers it. */
    @Test
    @BadInput(47)
    void aTokenThatIsLongerThanStrangersMaySendEndsTheSession() {
        try (ProtocolClient witness = ProtocolClient.connect(server, noted(TestIssuer.token(MALLORY)));
                WebSocketWire stranger = WebSocketWire.open(server)) {
            stranger.send("40" + auth("x".repeat(100_000)));

            assertThat(stranger.closeCode()).isEqualTo(1009);
            assertThat(witness.call("ping")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    @BadInput({47, 48, 49, 50, 51, 52})
    void aConnectWithABadTokenIsRefusedAndNothingOfItIsDone(String token) {
        try (ProtocolClient witness = ProtocolClient.connect(server, noted(TestIssuer.token(MALLORY)));
                ProtocolClient client = ProtocolClient.unconnected(WebSocketWire.open(server))) {
            assertAuthenticationFailed(client.refusalOf(auth(token)));

            client.emit("message", Json.of("{'to':'%s','content':'boo','type':'text'}", MALLORY));

            client.awaitEnd();
            assertThat(witness.unread("message")).isEmpty();
            // Otherwise it would mean little that no token is there.
            Waiting.until("the log tells of it", () -> Deployed.log().contains("that its state does not allow"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"token\":null}",
                "{\"token\":\"\"}",
                "{\"token\":7}",
                "{\"token\":{\"token\":\"x\"}}",
                "{\"Token\":\"x\"}"
            })
    void aConnectWithoutATokenIsRefused(String auth) {
        try (ProtocolClient client = ProtocolClient.unconnected(PollingWire.open(server))) {
            assertAuthenticationFailed(client.refusalOf(auth));
        }
    }

    @Test
    void aRefusedClientMayTryAgainOnTheSameConnection() {
        try (ProtocolClient client = ProtocolClient.unconnected(WebSocketWire.open(server))) {
            client.refusalOf("");

            client.connectWith(auth(TestIssuer.token(user)));

            assertThat(client.call("ping")).isEmpty();
        }
    }

    @Test
    @BadInput(37)
    void anUnknownNamespaceIsRefusedAsTheReferenceServerDoes() {
        try (ProtocolClient client = ProtocolClient.connect(server, noted(TestIssuer.token(user)))) {
            client.wire().send("40/nowhere," + auth(TestIssuer.token(user)));

            assertThat(client.await(packet -> packet.startsWith("44")))
                    .isEqualTo("44/nowhere,{\"message\":\"Invalid namespace\"}");
        }
    }

    private static void assertAuthenticationFailed(JsonObject connectError) {
        JsonObject data = connectError.getJsonObject("data");
        assertThat(data.getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(data.getString("message")).isEqualTo(connectError.getString("message"));
        assertThat(data.getString("timestamp")).endsWith("Z");
    }

    @Test
    void aTokenInTheHandshakesHeaderIsEnoughOnBothTransports() {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + noted(TestIssuer.token(user)));
        try (ProtocolClient polling = ProtocolClient.unconnected(PollingWire.open(server, "/socket.io/", headers));
                ProtocolClient webSocket = ProtocolClient.unconnected(
                        WebSocketWire.open(server, "/socket.io/?EIO=4&transport=websocket", headers))) {
            polling.connectWith("");
            webSocket.connectWith("");

            polling.ask("message", Json.of("{'to':'%s','content':'it is me','type':'text'}", user));

            assertThat(webSocket.await("message").getString("from")).isEqualTo(user);
        }
    }

    @Test
    void aWrongTokenInTheConnectIsNotExcusedByAGoodOneInTheHeader() {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + noted(TestIssuer.token(user)));
        try (ProtocolClient client = ProtocolClient.unconnected(PollingWire.open(server, "/socket.io/", headers))) {
            assertAuthenticationFailed(client.refusalOf(auth(TestIssuer.tokenByAnotherKey(user))));
        }
    }

    @Test
    void aBadTokenInTheHandshakesHeaderIsRefusedWith401OnBothTransports() {
        String token = noted(TestIssuer.tokenByAnotherKey(user));

        HttpResponse<String> polling =
                Http.send(HttpRequest.newBuilder(server.resolve("/socket.io/?EIO=4&transport=polling"))
                        .header("Authorization", "Bearer " + token));
        Http.RawAnswer webSocket =
                Http.upgrade(server, "/socket.io/?EIO=4&transport=websocket", "Authorization: Bearer " + token);

        assertThat(polling.statusCode()).isEqualTo(401);
        assertThat(polling.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(Json.object(polling.body()).keySet()).containsExactlyInAnyOrder("code", "message");
        assertThat(webSocket.status()).isEqualTo(401);
        assertThat(Json.object(webSocket.body())).isEqualTo(Json.object(polling.body()));
    }

    @Test
    void aTokenInTheQueryIsNotLookedAt() {
        String query = "?EIO=4&transport=websocket&token=" + noted(TestIssuer.token(user));
        try (ProtocolClient client =
                ProtocolClient.unconnected(WebSocketWire.open(server, "/socket.io/" + query, Map.of()))) {
            assertAuthenticationFailed(client.refusalOf(""));
        }
    }

    @Test
    @BadInput(55)
    void aSocketIsToldAndDisconnectedWhenItsTokenExpires() {
        Instant expiry = Instant.ofEpochSecond(Instant.now().plus(SHORT_LIFE).getEpochSecond());
        String token = noted(TestIssuer.tokenUntil(expiry, user));
        try (ProtocolClient webSocket = ProtocolClient.connect(server, token);
                ProtocolClient polling = ProtocolClient.connect(PollingWire.open(server), token)) {
            for (ProtocolClient client : List.of(webSocket, polling)) {
                client.awaitEnd();

                JsonObject error = client.await("error");
                assertThat(error.getString("code")).isEqualTo("AUTHENTICATION_FAILED");
                assertThat(Instant.parse(error.getString("timestamp"))).isAfterOrEqualTo(expiry);
                assertThat(client.await(packet -> packet.startsWith("41"))).isEqualTo("41");
            }
        }
    }

    @Test
    void aSocketWhoseTokenIsRenewedOutlivesTheFirst() {
        Instant expiry = Instant.now().plus(SHORT_LIFE);
        String first = noted(TestIssuer.tokenUntil(expiry, user));
        try (ProtocolClient renewed = ProtocolClient.connect(server, first);
                ProtocolClient other = ProtocolClient.connect(server, first)) {
            String second = noted(TestIssuer.token(user));

            assertThat(renewed.ask("authenticate", Json.of("{'token':'%s'}", second))
                            .getBoolean("success"))
                    .isTrue();
            other.awaitEnd();

            assertThat(renewed.call("ping")).isEmpty();
            assertThat(renewed.unread("error")).isEmpty();
        }
    }
}
