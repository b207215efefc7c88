package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The HTTP side describes itself. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenApiIT {

    private static final Map<String, Set<String>> CALLS = Map.of(
            "/api/connections", Set.of("get"),
            "/api/connections/{socketId}", Set.of("get", "delete"),
            "/api/rooms", Set.of("get"),
            "/api/rooms/{name}", Set.of("get"),
            "/api/rooms/{name}/messages", Set.of("post"),
            "/api/users/{id}/presence", Set.of("get"),
            "/api/users/{id}/notifications", Set.of("post"),
            "/api/broadcast", Set.of("post"),
            "/api/metrics", Set.of("get"),
            "/api/config", Set.of("get"));

    @ArquillianResource
    private URL url;

    private JsonObject document;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void read() {
        URI openApi = Deployed.server(url).resolve("/openapi?format=JSON");
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(openApi).header("Accept", "application/json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        document = Json.object(answer.body());
    }

    /** By the validator of Redocly, which knows OpenAPI 3.0 and 3.1: what is an error there stops generators of clients. */
    @Test
    void isValidOpenApi() throws IOException, InterruptedException {
        Path file = Files.createDirectories(Path.of("target", "it-logs")).resolve("openapi.json");
        Files.writeString(file, document.toString());

        NodeTests.run(
                "openapi",
                Duration.ofMinutes(1),
                Map.of("OPENAPI_DOCUMENT", file.toAbsolutePath().toString()));
    }

    @Test
    void namesEachCallWithASummaryAndItsAnswers() {
        CALLS.forEach((path, methods) -> {
            JsonObject calls = document.getJsonObject("paths").getJsonObject(path);
            assertThat(calls)
                    .as("%s of %s", path, document.getJsonObject("paths").keySet())
                    .isNotNull();
            for (String method : methods) {
                JsonObject call = calls.getJsonObject(method);
                assertThat(call).as(method + " " + path).isNotNull();
                assertThat(call.getString("summary")).isNotBlank();
                assertThat(call.getJsonObject("responses")).containsKeys("401", "403");
                assertThat(call.getJsonArray("security").getJsonObject(0)).containsKey("token");
            }
        });
    }

    @Test
    void namesTheParametersOfAList() {
        Set<String> parameters = document
                .getJsonObject("paths")
                .getJsonObject("/api/connections")
                .getJsonObject("get")
                .getJsonArray("parameters")
                .stream()
                .map(JsonValue::asJsonObject)
                .map(parameter -> parameter.getString("name"))
                .collect(Collectors.toSet());

        assertThat(parameters).contains("user", "room", "scope", "limit", "offset", "sort", "search");
    }

    @Test
    void namesTheCallOutsideOfTheApi() {
        assertThat(document.getJsonObject("paths")
                        .getJsonObject("/ready")
                        .getJsonObject("get")
                        .getString("summary"))
                .isNotBlank();
        assertThat(document.getJsonObject("paths").keySet())
                .allMatch(path -> path.equals("/ready") || path.startsWith("/api/"));
    }

    @Test
    void describesPagesAsLists() {
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");

        Map.of("ConnectionPage", "Connection", "RoomPage", "Room").forEach((page, item) -> {
            JsonObject items =
                    schemas.getJsonObject(page).getJsonObject("properties").getJsonObject("items");
            assertThat(items.getString("type", null)).as(page).isEqualTo("array");
            assertThat(items.getJsonObject("items").getString("$ref")).isEqualTo("#/components/schemas/" + item);
        });
    }

    @Test
    void describesWhatItAnswers() {
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");

        assertThat(schemas.getJsonObject("Connection")
                        .getJsonObject("properties")
                        .keySet())
                .contains(
                        "socketId", "userId", "connectedAt", "rooms", "metadata", "transport", "remoteAddress", "node");
        assertThat(schemas).containsKeys("ConnectionPage", "Room", "RoomPage", "Presence", "Broadcast", "Problem");
        assertThat(document.getJsonObject("components").getJsonObject("securitySchemes"))
                .containsKey("token");
    }
}
