package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A node that is ready, and then drains: the WAR with a {@link DrainServlet} in the same application. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessIT {

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path war = Files.createDirectories(Path.of("target", "it-wars")).resolve("readiness.war");
        Deployed.war().addClass(DrainServlet.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        process = ServerProcess.start("readiness", war, FreePort.find(), TestIssuer.environment(), false);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    @Order(1)
    void aNodeOfItsOwnAnswersWithExactlyTheFieldsOfTheContract() {
        try (ProtocolClient ada = ProtocolClient.connect(server, TestIssuer.token("ada"))) {
            ada.join("tea");

            HttpResponse<String> answer = Http.get(server, "/ready");

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
        assertThat(health("live", "parley-alive")).isEqualTo("UP");
        assertThat(health("ready", "parley-ready")).isEqualTo("UP");
        assertThat(health("started", "parley-started")).isEqualTo("UP");
    }

    @Test
    @Order(3)
    void aNodeThatDrainsIsNotReadyButAliveAndServesThoseWhoAreThere() {
        try (ProtocolClient ada = ProtocolClient.connect(server, TestIssuer.token("ada"))) {
            assertThat(Http.send(HttpRequest.newBuilder(server.resolve("/drain"))
                                    .POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> answer = Http.get(server, "/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Json.object(answer.body()).getString("status")).isEqualTo("not_ready");
            assertThat(Json.object(answer.body()).getJsonObject("websocket").getString("status"))
                    .isEqualTo("unhealthy");
            assertThat(health("ready", "parley-ready")).isEqualTo("DOWN");
            assertThat(health("live", "parley-alive")).isEqualTo("UP");
            assertThat(Http.get(server, "/socket.io/?EIO=4&transport=polling").statusCode())
                    .isEqualTo(503);
            assertThat(ada.call("ping")).isEmpty();
        }
    }

    /** The status of one check; that of the whole answer must go with it. */
    private static String health(String kind, String check) {
        HttpResponse<String> answer = Http.get(process.health(), "/health/" + kind);
        JsonObject body = Json.object(answer.body());
        String status = body.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(candidate -> candidate.getString("name").equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + check + " in " + body))
                .getString("status");
        assertThat(body.getString("status")).isEqualTo(status);
        assertThat(answer.statusCode()).isEqualTo(status.equals("UP") ? 200 : 503);
        return status;
    }
}
