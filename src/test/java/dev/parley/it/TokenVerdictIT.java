package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** One token has one verdict: by REST, at the handshake of a socket, and in its CONNECT, on every server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TokenVerdictIT {

    private static final String USER = "vera";
    private static final String GOOD = null;
    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
    }

    /** What is special about a token, the token, and what its refusal has to say; null for a good one. */
    static Stream<Arguments> tokens() {
        long now = Instant.now().getEpochSecond();
        return Stream.concat(
                headers(),
                Stream.of(
                        claim("as MicroProfile JWT has it", "groups", List.of("admin"), GOOD),
                        claim("groups as one string", "groups", "admin", "claim groups "),
                        claim("groups with a number", "groups", List.of("admin", 7), "claim groups "),
                        claim("a numeric sub beside a good upn", "sub", 17, "claim sub "),
                        claim("no sub", "sub", null, GOOD),
                        claim("an empty preferred_username beside a good upn", "preferred_username", "", GOOD),
                        claim("a numeric preferred_username beside a good upn", "preferred_username", 17, GOOD),
                        claim("an empty upn", "upn", "", "claim upn "),
                        claim("a control character in the name", "upn", "ve\nra", "claim upn "),
                        claim("a name of 300 characters", "upn", "v".repeat(300), "claim upn "),
                        claim("exp in milliseconds", "exp", (now + 600) * 1000, "claim exp "),
                        claim("exp as a string", "exp", Long.toString(now + 600), "claim exp "),
                        claim("exp with a fraction", "exp", now + 600.5, GOOD),
                        claim("exp in the past", "exp", now - 60, "expired"),
                        claim("no exp", "exp", null, "expiry"),
                        claim("nbf in the future", "nbf", now + 600, "not valid yet"),
                        claim("nbf in milliseconds", "nbf", now * 1000, "claim nbf "),
                        claim("nbf in the past", "nbf", now - 60, GOOD),
                        claim("iat in the future", "iat", now + 600, "not valid yet"),
                        claim("no iat", "iat", null, GOOD),
                        claim("no jti", "jti", null, GOOD),
                        claim("no iss", "iss", null, "issuer"),
                        claim("another iss", "iss", "https://evil.example", "issuer"),
                        claim("an aud that is a number", "aud", 17, "claim aud "),
                        Arguments.of(
                                "a claim that is there twice",
                                TestIssuer.tokenOf(
                                        Map.of(),
                                        "{\"iss\":\"" + TestIssuer.NAME + "\",\"upn\":\"eve\",\"upn\":\"" + USER + "\","
                                                + "\"sub\":\"x\",\"jti\":\"y\",\"groups\":[\"admin\"],\"iat\":" + now
                                                + ",\"exp\":"
                                                + (now + 600) + "}"),
                                "well-formed"),
                        Arguments.of("of another key", TestIssuer.tokenByAnotherKey(USER), "signature"),
                        Arguments.of("without a signature", TestIssuer.tokenWithoutSignature(USER), "algorithm"),
                        Arguments.of(
                                "the public key as a secret", TestIssuer.tokenByPublicKeyAsSecret(USER), "algorithm"),
                        Arguments.of("no token", "abc", "well-formed")));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                type("JWT", GOOD),
                type("jwt", GOOD),
                type("Jwt", GOOD),
                type("application/jwt", GOOD),
                type("application/JWT", GOOD),
                type("at+jwt", GOOD),
                type(null, GOOD),
                type("logout+jwt", "not an access token"),
                type("JOSE", "not an access token"));
    }

    private static Arguments type(String type, String refusal) {
        Map<String, Object> header = new HashMap<>();
        header.put("typ", type);
        return Arguments.of("typ " + type, TestIssuer.tokenWith(header, Map.of(), USER, "admin"), refusal);
    }

    private static Arguments claim(String what, String name, Object value, String refusal) {
        Map<String, Object> claims = new HashMap<>();
        claims.put(name, value);
        return Arguments.of(what, TestIssuer.tokenWith(Map.of(), claims, USER, "admin"), refusal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    @BadInput({48, 49, 50, 51, 52})
    void restSocketsAndHandshakesAgree(String what, String token, String refusal) {
        Rest rest = new Rest(server, token);
        HttpResponse<String> byRest = rest.get("/api/config");
        HttpResponse<String> byHandshake = rest.get(HANDSHAKE);

        if (refusal == null) {
            assertThat(byRest.statusCode()).as(byRest.body()).isEqualTo(200);
            assertThat(byHandshake.statusCode()).as(byHandshake.body()).isEqualTo(200);
            try (ProtocolClient client = ProtocolClient.connect(server, token)) {
                assertThat(client.call("ping")).isEmpty();
            }
            return;
        }
        assertThat(Rest.problem(byRest, 401).getString("detail")).contains(refusal);
        assertThat(byHandshake.statusCode()).isEqualTo(401);
        assertThat(Json.object(byHandshake.body()).getString("message")).contains(refusal);
        try (ProtocolClient client = ProtocolClient.unconnected(PollingWire.open(server))) {
            JsonObject error = client.refusalOf(Json.of("{'token':'%s'}", token).toString());
            assertThat(error.getString("message")).contains(refusal);
        }
    }

    @Test
    void aBadTokenCostsTheLogAtMostALineAndManyOfThemNoneAtAll() {
        long before = lines();
        for (int i = 0; i < 200; i++) {
            new Rest(server, "abc" + i).get("/api/config");
            new Rest(server, TestIssuer.tokenWith(Map.of(), Map.of("groups", "admin"), USER)).get(HANDSHAKE);
        }

        // At the level of a server as it is delivered: a test's server also has what is below INFO.
        assertThat(lines() - before).isLessThanOrEqualTo(61);
        assertThat(Deployed.log()).doesNotContain("JWTProcessingException");
    }

    private static long lines() {
        return Deployed.log()
                .lines()
                .filter(line -> !line.isBlank() && !line.contains("FINE") && !line.contains("DEBUG"))
                .count();
    }
}
