package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the HTTP side, and from which pages. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RestSecurityIT {

    /** The one that arquillian.xml allows. */
    private static final String GOOD_ORIGIN = "https://app.example";

    @ArquillianResource
    private URL url;

    private URI server;
    private Rest nobody;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
        nobody = new Rest(server, null);
    }

    /** Method, path, the role that it needs, one that is not enough, and what somebody with the role gets. */
    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("GET", "/api/connections", "admin", "publisher", 200),
                Arguments.of("GET", "/api/connections/nobody", "admin", "metrics", 404),
                Arguments.of("DELETE", "/api/connections/nobody", "admin", "publisher", 404),
                Arguments.of("DELETE", "/api/connections?user=nobody", "admin", "publisher", 200),
                Arguments.of("GET", "/api/metrics/history", "metrics", "admin", 200),
                Arguments.of("GET", "/api/sessions", "admin", "publisher", 200),
                Arguments.of("DELETE", "/api/sessions/nobody", "admin", "publisher", 404),
                Arguments.of("GET", "/api/node", "admin", "metrics", 200),
                Arguments.of("DELETE", "/api/node/drain", "admin", "publisher", 200),
                Arguments.of("GET", "/api/events.d.ts", "admin", "publisher", 200),
                Arguments.of("GET", "/api/asyncapi.json", "admin", "metrics", 200),
                Arguments.of("GET", "/api/rooms", "admin", "publisher", 200),
                Arguments.of("GET", "/api/rooms/nowhere", "admin", "metrics", 404),
                Arguments.of("GET", "/api/users/nobody/presence", "admin", "publisher", 200),
                Arguments.of("POST", "/api/rooms/nowhere/messages", "publisher", "admin", 400),
                Arguments.of("GET", "/api/room?name=nowhere", "admin", "metrics", 404),
                Arguments.of("GET", "/api/user/presence?id=nobody", "admin", "publisher", 200),
                Arguments.of("POST", "/api/room/messages?name=nowhere", "publisher", "admin", 400),
                Arguments.of("POST", "/api/user/notifications?id=nobody", "publisher", "admin", 202),
                Arguments.of("POST", "/api/broadcast", "publisher", "admin", 400),
                Arguments.of("POST", "/api/users/nobody/notifications", "publisher", "admin", 202));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void withoutATokenItIs401(String method, String path) {
        HttpResponse<String> answer = send(nobody, method, path);

        Rest.problem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void withAnotherRoleItIs403(String method, String path, String role, String other) {
        Rest.problem(send(nobody.as(TestIssuer.token("eve")), method, path), 403);
        Rest.problem(send(nobody.as(TestIssuer.token("eve", other)), method, path), 403);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void withTheRoleItIsAnswered(String method, String path, String role, String other, int status) {
        assertThat(send(nobody.as(TestIssuer.token("root", role)), method, path).statusCode())
                .isEqualTo(status);
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("of another key", TestIssuer.tokenByAnotherKey("root")),
                Arguments.of("of another issuer", TestIssuer.tokenOfIssuer("https://evil.example", "root")),
                Arguments.of("without a signature", TestIssuer.tokenWithoutSignature("root")),
                Arguments.of("by the public key as a secret", TestIssuer.tokenByPublicKeyAsSecret("root")),
                Arguments.of("expired", TestIssuer.tokenUntil(Instant.now().minusSeconds(600), "root")),
                Arguments.of("no token", "abc"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenThatIsNotBelievedIs401(String what, String token) {
        HttpResponse<String> answer = nobody.as(token).get("/api/connections");

        Rest.problem(answer, 401);
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain(token);
    }

    @Test
    void aPageOnTheListLearnsThatItsTokenIsNotBelieved() {
        HttpResponse<String> answer = from(GOOD_ORIGIN, TestIssuer.tokenByAnotherKey("root"));

        Rest.problem(answer, 401);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(GOOD_ORIGIN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aHandshakeWithSuchATokenIs401Too(String what, String token) {
        HttpResponse<String> answer = nobody.as(token).get("/socket.io/?EIO=4&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Json.object(answer.body()).keySet()).containsExactlyInAnyOrder("code", "message");
    }

    @Test
    void aHandshakeWithAGoodTokenIsLetIn() {
        assertThat(nobody.as(TestIssuer.token("ann"))
                        .get("/socket.io/?EIO=4&transport=polling")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatAServerAnswersByItselfIsNoFailure() {
        for (String method : new String[] {"OPTIONS", "HEAD", "TRACE", "PUT", "PATCH"}) {
            HttpResponse<String> answer =
                    Rest.send(nobody.request("/api/config").method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(method).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/application.wadl", "/ready/application.wadl"})
    void nobodyIsToldOfResourcesInAFormOfTheServersOwn(String path) {
        assertThat(nobody.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenInTheQueryIsNotLookedAt() {
        Rest.problem(nobody.get("/api/connections?token=" + TestIssuer.token("root", "admin")), 401);
    }

    @Test
    void aPreflightOfAPageOnTheListIsAnsweredWithoutAToken() {
        HttpResponse<String> answer = Rest.send(nobody.request("/api/connections/x")
                .header("Origin", GOOD_ORIGIN)
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(GOOD_ORIGIN);
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("DELETE");
        assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualTo("authorization");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.headers().allValues("Vary")).anyMatch(value -> value.contains("Origin"));
    }

    @Test
    void aPageOnTheListMayReadAnswersAndRefusals() {
        assertThat(header(from(GOOD_ORIGIN, TestIssuer.token("root", "admin")), "Access-Control-Allow-Origin"))
                .isEqualTo(GOOD_ORIGIN);

        HttpResponse<String> refusal = from(GOOD_ORIGIN, null);
        Rest.problem(refusal, 401);
        assertThat(header(refusal, "Access-Control-Allow-Origin")).isEqualTo(GOOD_ORIGIN);
        assertThat(header(refusal, "Access-Control-Expose-Headers")).contains("WWW-Authenticate");
    }

    @Test
    void anotherPageIsRefusedWhateverTokenItHas() {
        HttpResponse<String> answer = from("https://evil.example", TestIssuer.token("root", "admin"));

        Rest.problem(answer, 403);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aPreflightOfAnotherPageIsRefused() {
        HttpResponse<String> answer = Rest.send(nobody.request("/api/rooms")
                .header("Origin", "https://app.example.evil.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));

        Rest.problem(answer, 403);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpResponse<String> from(String origin, String token) {
        return Rest.send(nobody.as(token).request("/api/rooms").header("Origin", origin));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<String> send(Rest rest, String method, String path) {
        HttpRequest.Builder request = rest.request(path);
        return switch (method) {
            case "GET" -> rest.get(path);
            case "DELETE" -> Rest.send(request.DELETE());
            default -> rest.post(path, "{}");
        };
    }
}
