package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a backend publishes reaches its audience: the WAR with a {@link BackendServlet backend in the same application}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BackendIT {

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private ProtocolClient ada;
    private ProtocolClient bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war().addClass(BackendServlet.class);
    }

    @BeforeEach
    void connect() {
        URI server = Deployed.server(url);
        ada = ProtocolClient.connect(server, TestIssuer.token("ada"));
        bob = ProtocolClient.connect(server, TestIssuer.token("bob"));
        ada.ask("join-room", Json.of("{'room':'%s'}", room));
    }

    @AfterEach
    void disconnect() {
        ada.close();
        bob.close();
    }

    @Test
    void aBroadcastReachesEverybody() {
        publish("broadcast", "");

        JsonObject payload = ada.await("broadcast");
        assertThat(payload).hasToString("{\"event\":\"release\",\"data\":{\"news\":\"2\"}}");
        assertThat(bob.await("broadcast")).isEqualTo(payload);
    }

    @Test
    void aBroadcastToARoomReachesItsMembersOnly() {
        publish("broadcast-room", room);

        assertThat(ada.await("broadcast").getJsonArray("rooms").getString(0)).isEqualTo(room);
        assertHeardNothing(bob, "broadcast");
    }

    @Test
    void aNotificationReachesOneUser() {
        publish("notify-user", "bob");

        assertThat(bob.await("notification")).hasToString("{\"news\":\"2\"}");
        assertHeardNothing(ada, "notification");
    }

    @Test
    void aNotificationReachesOneRoom() {
        publish("notify-room", room);

        assertThat(ada.await("notification")).hasToString("{\"news\":\"2\"}");
        assertHeardNothing(bob, "notification");
    }

    /** What was sent to the client before would have come before the answer to its ping. */
    private static void assertHeardNothing(ProtocolClient client, String event) {
        client.call("ping");
        assertThat(client.unread(event)).isEmpty();
    }

    private void publish(String what, String target) {
        URI backend = Deployed.server(url).resolve("/backend?news=2&what=" + what + "&target=" + target);
        assertThat(Http.send(HttpRequest.newBuilder(backend).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }
}
