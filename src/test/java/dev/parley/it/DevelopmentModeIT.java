package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In development mode the HTTP side believes the tokens that the node gives away, and no others. */
class DevelopmentModeIT {

    private static ServerProcess process;
    private static Rest nobody;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        process = ServerProcess.start(
                "development-rest", "parley.war", ServerProcess.freePort(), Map.of("PARLEY_DEV_MODE", "true"));
        nobody = new Rest(URI.create(process.url()), null);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aTokenForTheAskingOpensWhatItsRolesOpen() {
        Rest admin = nobody.as(token("admin,metrics"));
        Rest backend = nobody.as(token("publisher"));

        assertThat(admin.found("/api/connections").getInt("total")).isZero();
        assertThat(backend.accepted("/api/broadcast", "{\"event\":\"a\",\"data\":1}"))
                .containsKey("timestamp");
        Rest.problem(backend.get("/api/connections"), 403);
        Rest.problem(nobody.get("/api/connections"), 401);
    }

    @Test
    void aTokenOfAnotherIssuerIsNotBelieved() {
        Rest.problem(nobody.as(TestIssuer.token("root", "admin")).get("/api/connections"), 401);
    }

    @Test
    void aSocketBelievesTheSameToken() {
        try (ProtocolClient client = ProtocolClient.connect(nobody.server(), token("admin"))) {
            assertThat(nobody.as(token("admin"))
                            .found("/api/connections/" + client.id())
                            .getString("userId"))
                    .isEqualTo("root");
        }
    }

    private static String token(String roles) {
        return Json.object(nobody.get("/dev/token?user=root&groups=" + roles).body())
                .getString("token");
    }
}
