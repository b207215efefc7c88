package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Java client, unchanged, over each set of transports that it can be given. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class JavaClientIT {

    private static final int LARGE = 1_000_000;

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void address() {
        server = Deployed.server(url);
    }

    static Stream<Arguments> transports() {
        return Stream.of(
                Arguments.of((Object) new String[] {}),
                Arguments.of((Object) new String[] {"polling"}),
                Arguments.of((Object) new String[] {"websocket"}));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void connectsJoinsAndSends(String[] transports) throws JSONException {
        try (JavaClient ada = client("ada", transports).connect();
                JavaClient bob = client("bob", transports).connect()) {
            assertThat(join(ada)).isEqualTo(1);
            assertThat(join(bob)).isEqualTo(2);

            JSONObject ack = ada.ask("message", message("h\u00e9llo \ud83d\udc4b"));

            JSONObject received = (JSONObject) bob.await("message")[0];
            assertThat(received.getString("id")).isEqualTo(ack.getString("id"));
            assertThat(received.getString("from")).isEqualTo("ada");
            assertThat(received.getString("content")).isEqualTo("h\u00e9llo \ud83d\udc4b");
            assertThat(((JSONObject) bob.await("room-joined")[0]).getInt("memberCount"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void sendsAndReceivesAMillionBytes(String[] transports) throws JSONException {
        String content = "0123456789".repeat(LARGE / 10);
        try (JavaClient ada = client("ada", transports).connect();
                JavaClient bob = client("bob", transports).connect()) {
            join(ada);
            join(bob);

            assertThat(ada.ask("message", message(content)).getBoolean("success"))
                    .isTrue();

            assertThat(((JSONObject) bob.await("message")[0]).getString("content"))
                    .isEqualTo(content);
        }
    }

    @Test
    void connectsAgainByItselfWhenItsWebSocketIsLost() throws IOException, JSONException {
        try (CuttableLink link = new CuttableLink(server);
                JavaClient ada = client(link.address(), "ada", "websocket").connect()) {
            join(ada);
            String before = ada.id();

            link.cut();

            ada.await("disconnect");
            ada.awaitConnected();
            assertThat(ada.id()).isNotEqualTo(before);
            Waiting.until("the lost socket has left the room", () -> join(ada) == 1);
            assertThat(ada.ask("message", message("again")).getBoolean("success"))
                    .isTrue();
        }
    }

    /** Its HTTP client may repeat the lost poll, and the session goes on; or it opens another one. Both are well. */
    @Test
    void worksAgainWhenItsPollIsLost() throws IOException {
        try (CuttableLink link = new CuttableLink(server);
                JavaClient ada = client(link.address(), "ada", "polling").connect()) {
            join(ada);

            link.cut();

            Waiting.until("events are answered", ada::answersPing);
            Waiting.until("only one socket is in the room", () -> join(ada) == 1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void leavesAndComesBack(String[] transports) {
        try (JavaClient ada = client("ada", transports).connect()) {
            join(ada);

            ada.disconnect();
            ada.connect();

            Waiting.until("the left socket has left the room", () -> join(ada) == 1);
        }
    }

    @Test
    void byDefaultItUpgradesFromPollingToWebSocket() {
        try (JavaClient ada = client("ada").connect()) {
            assertThat(ada.nextCarrier()).isEqualTo("polling");

            Waiting.until("messages come over the WebSocket", () -> {
                ada.call("ping");
                return ada.nextCarrier().equals("websocket");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void isToldWhyItIsRefused(String[] transports) throws JSONException {
        try (JavaClient nobody = new JavaClient(server, Map.of(), transports)) {
            JSONObject error = (JSONObject) nobody.connectError();

            assertThat(error.getJSONObject("data").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        }
    }

    private JavaClient client(String user, String... transports) {
        return client(server, user, transports);
    }

    private static JavaClient client(URI server, String user, String... transports) {
        return new JavaClient(server, Map.of("token", TestIssuer.token(user)), transports);
    }

    private int join(JavaClient client) {
        try {
            return client.ask("join-room", new JSONObject(Map.of("room", room))).getInt("memberCount");
        } catch (JSONException e) {
            throw new AssertionError(e);
        }
    }

    private JSONObject message(String content) {
        return new JSONObject(Map.of("room", room, "content", content, "type", "text"));
    }
}
