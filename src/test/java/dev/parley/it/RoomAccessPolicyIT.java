package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The WAR with a {@link ObstinateRoomPolicy policy of the application's own}, and what clients see of its failures: the
 * only way from outside into an {@code UNKNOWN_ERROR}.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RoomAccessPolicyIT {

    @ArquillianResource
    private URL url;

    private ProtocolClient client;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war().addClass(ObstinateRoomPolicy.class);
    }

    @BeforeEach
    void connect() {
        client = ProtocolClient.connect(Deployed.server(url), TestIssuer.token("ada", "member"));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void theBeanDecidesInPlaceOfTheConfiguredRules() {
        assertThat(join("open-1").getBoolean("success")).isTrue();
        assertThat(join("closed-1").getJsonObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
    }

    @Test
    void anExceptionOfTheBeanIsARefusal() {
        JsonObject error = join("failing-1").getJsonObject("error");

        assertThat(error.getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(error.toString()).doesNotContain(ObstinateRoomPolicy.SECRET);
    }

    @Test
    @BadInput(58)
    void aFailureOfTheServerIsAnUnknownErrorWithAnIncidentThatTheLogHas() {
        JsonObject error = join("impossible-1").getJsonObject("error");

        assertThat(error.getString("code")).isEqualTo("UNKNOWN_ERROR");
        assertThat(client.await("error")).isEqualTo(error);
        assertThat(error.toString()).doesNotContain(ObstinateRoomPolicy.SECRET);
        String incident = error.getJsonObject("details").getString("incident");
        assertThat(error.getString("message")).contains(incident);
        Waiting.until("the incident is in the log", () -> Deployed.log().contains(incident));
        assertThat(Deployed.log()).contains(ObstinateRoomPolicy.SECRET);
        assertThat(client.call("ping")).isEmpty();
    }

    private JsonObject join(String room) {
        return client.ask("join-room", Json.of("{'room':'%s'}", room));
    }
}
