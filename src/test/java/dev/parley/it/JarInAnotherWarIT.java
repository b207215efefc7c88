package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parley in the WAR of another team, which has nothing of Parley but the jar with the classifier {@code classes} and the
 * libraries that this depends on, and a JAX-RS application of its own.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class JarInAnotherWarIT {

    private static final Path JAR = Path.of("target", "parley-classes.jar");
    private static final String LIBRARIES = "/WEB-INF/lib/";
    private static final String PAGE = "<!doctype html><title>guest</title>";

    @ArquillianResource
    private URL url;

    private URI server;
    private Rest nobody;

    @Deployment(testable = false)
    static WebArchive war() {
        TestIssuer.publishKey();
        WebArchive libraries = ShrinkWrap.create(WebArchive.class)
                .merge(Deployed.war(), Filters.include(LIBRARIES + "(?!parley-).*\\.jar"));
        return libraries
                .addAsLibrary(JAR.toFile(), "parley.jar")
                .addClasses(GuestApplication.class, GuestResource.class, GuestFailure.class, GuestMapper.class)
                .addAsWebResource(new StringAsset(PAGE), "index.html")
                // WildFly would take the path from the name of the file.
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/</context-root></jboss-web>"), "jboss-web.xml");
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
        nobody = new Rest(server, null);
    }

    @Test
    void clientsChat() throws JSONException {
        String room = "room-" + UUID.randomUUID();
        try (JavaClient ada = client("ada").connect();
                JavaClient bob = client("bob").connect()) {
            for (JavaClient each : new JavaClient[] {ada, bob}) {
                assertThat(each.ask("join-room", new JSONObject().put("room", room))
                                .getBoolean("success"))
                        .isTrue();
            }

            JSONObject message =
                    new JSONObject().put("room", room).put("type", "text").put("content", "hello");
            assertThat(ada.ask("message", message).getBoolean("success")).isTrue();
            assertThat(((JSONObject) bob.await("message")[0]).getString("content"))
                    .isEqualTo("hello");

            assertThat(Http.send(nobody.request("/rest/users/" + room).POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(((JSONObject) bob.await("broadcast")[0]).getString("event"))
                    .isEqualTo("news");
        }
    }

    private JavaClient client(String user) {
        return new JavaClient(server, Map.of("token", TestIssuer.token(user)));
    }

    @Test
    void theOtherTeamsResourcesAnswer() {
        assertThat(nobody.get("/rest/users/ann/presence").body()).isEqualTo("guest's ann");
        HttpResponse<String> failing = nobody.get("/rest/users/failing");
        assertThat(failing.statusCode()).isEqualTo(GuestMapper.STATUS);
        assertThat(failing.body()).isEqualTo("guest");
    }

    @Test
    void theOtherTeamsRolesHold() {
        Rest trader = nobody.as(TestIssuer.token("ann", "trader"));
        Rest other = nobody.as(TestIssuer.token("eve", "other"));

        assertThat(trader.get("/rest/users/secret").body()).isEqualTo("gold");
        assertThat(other.get("/rest/users/secret").statusCode()).isEqualTo(403);
        assertThat(nobody.get("/rest/users/secret").statusCode()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/connections",
                "/rest/config",
                "/rest/info",
                "/rest/~parley-resources",
                "/rest/~parley-resources/connections",
                "/rest/~parley-resources/config",
                "/rest/~parley-resources/info",
                "/api/~parley-resources/info",
                "/ready/~parley-resources"
            })
    void parleysResourcesAreNotThereASecondTime(String path) {
        // A server that enforces roles itself may do so first.
        assertThat(nobody.get(path).statusCode()).isIn(401, 403, 404);
        assertThat(nobody.as(admin()).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void parleysResourcesAreWhereTheyBelong() {
        assertThat(nobody.as(admin()).found("/api/connections")).containsKey("total");
        assertThat(nobody.found("/api/info").getString("name")).isEqualTo("Parley");
        assertThat(nobody.found("/ready").getString("status")).isEqualTo("ready");
        assertThat(Rest.problem(nobody.get("/api/connections"), 401).getString("instance"))
                .isEqualTo("/api/connections");
        Rest.problem(nobody.as(TestIssuer.token("eve", "other")).get("/api/connections"), 403);
        Rest.problem(nobody.as(TestIssuer.tokenByAnotherKey("eve")).get("/api/connections"), 401);
    }

    private static String admin() {
        return TestIssuer.token("root", "admin");
    }

    @Test
    void thePagesAreTheOtherTeams() {
        HttpResponse<String> page = nobody.get("/index.html");
        assertThat(page.body()).isEqualTo(PAGE);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isEmpty();
        assertThat(nobody.get("/assets/index.js").headers().firstValue("Cache-Control"))
                .isEmpty();
    }

    @Test
    void browsersGetTheClient() {
        HttpResponse<String> script = nobody.get("/socket.io/socket.io.min.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body()).contains("Socket.IO");
    }

    @Test
    void theDescriptionIsOfTheOtherTeamsResources() {
        String document = Http.send(HttpRequest.newBuilder(server.resolve("/openapi?format=JSON"))
                        .header("Accept", "application/json"))
                .body();
        assertThat(Json.object(document).getJsonObject("paths").keySet())
                .contains("/rest/users/{id}/presence")
                .allMatch(path -> path.startsWith("/rest/users/"));
    }
}
