package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that is ready, and then drains: the WAR with a {@link DrainServlet} in the same application. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessIT {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war().addClass(DrainServlet.class);
    }

    private URI server() {
        return Deployed.server(url);
    }

    @Test
    @Order(1)
    void aNodeOfItsOwnAnswersWithExactlyTheFieldsOfTheContract() {
        try (ProtocolClient ada = ProtocolClient.connect(server(), TestIssuer.token("ada"))) {
            ada.join("tea");

            HttpResponse<String> answer = Http.get(server(), "/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            JsonObject body = Json.object(answer.body());
            assertThat(body.keySet()).containsExactlyInAnyOrder("websocket", "status");
            assertThat(body.getString("status")).isEqualTo("ready");
            JsonObject service = body.getJsonObject("websocket");
            assertThat(service.keySet())
                    .containsExactlyInAnyOrder("status", "connections", "rooms", "uptime", "timestamp");
            assertThat(service.getString("status")).isEqualTo("healthy");
            assertThat(service.getInt("connections")).isEqualTo(1);
            assertThat(service.getInt("rooms")).isEqualTo(1);
            assertThat(service.getJsonNumber("uptime").longValue()).isPositive();
            assertThat(Instant.parse(service.getString("timestamp")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        }
    }

    @Test
    @Order(2)
    void theChecksOfMicroProfileHealthAreUp() {
        assertThat(Health.of(url).status("live", "parley-alive")).isEqualTo("UP");
        assertThat(Health.of(url).status("ready", "parley-ready")).isEqualTo("UP");
        assertThat(Health.of(url).status("started", "parley-started")).isEqualTo("UP");
    }

    @Test
    @Order(3)
    void aNodeThatDrainsIsNotReadyButAliveAndServesThoseWhoAreThere() {
        try (ProtocolClient ada = ProtocolClient.connect(server(), TestIssuer.token("ada"))) {
            assertThat(Http.send(HttpRequest.newBuilder(server().resolve("/drain"))
                                    .POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> answer = Http.get(server(), "/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Json.object(answer.body()).getString("status")).isEqualTo("not_ready");
            assertThat(Json.object(answer.body()).getJsonObject("websocket").getString("status"))
                    .isEqualTo("unhealthy");
            assertThat(Health.of(url).status("ready", "parley-ready")).isEqualTo("DOWN");
            assertThat(Health.of(url).status("live", "parley-alive")).isEqualTo("UP");
            assertThat(Http.get(server(), "/socket.io/?EIO=4&transport=polling").statusCode())
                    .isEqualTo(503);
            assertThat(ada.call("ping")).isEmpty();
        }
    }
}
