package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that needs a database is ready while that answers. */
class DatabaseIT {

    private static ServerProcess start(String name, String dataSource) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_DATASOURCE", dataSource);
        return ServerProcess.start(name, "parley.war", FreePort.find(), environment);
    }

    @Test
    void aDatabaseThatAnswersIsInTheAnswer() throws IOException, InterruptedException {
        assumeFalse(
                AppServer.chosen().name().equals("liberty"), "Open Liberty has no data source that is not configured");
        try (ServerProcess server = start("database", "java:comp/DefaultDataSource")) {
            HttpResponse<String> answer = server.get("/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Json.object(answer.body()).keySet())
                    .containsExactlyInAnyOrder("database", "websocket", "status");
            assertThat(Json.object(answer.body()).getBoolean("database")).isTrue();
        }
    }

    @Test
    void aNodeWithoutItsDatabaseIsNotReadyAndServesItsClients() throws IOException, InterruptedException {
        try (ServerProcess server = start("no-database", "jdbc/nowhere");
                ProtocolClient ada = ProtocolClient.connect(URI.create(server.url()), TestIssuer.token("ada"))) {
            HttpResponse<String> answer = server.get("/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            JsonObject body = Json.object(answer.body());
            assertThat(body.getBoolean("database")).isFalse();
            assertThat(body.getString("status")).isEqualTo("not_ready");
            assertThat(body.getJsonObject("websocket").getString("status")).isEqualTo("healthy");
            assertThat(ada.call("ping")).isEmpty();
            assertThat(Http.get(server.health(), "/health/ready").statusCode()).isEqualTo(503);
            assertThat(Http.get(server.health(), "/health/live").statusCode()).isEqualTo(200);
        }
    }
}
