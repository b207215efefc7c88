package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP side answers when nodes are missing, and when it fails: the WAR with a {@link PartialDirectory}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PartialClusterIT {

    @ArquillianResource
    private URL url;

    private Rest admin;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war().addClass(PartialDirectory.class);
    }

    @BeforeEach
    void find() {
        admin = new Rest(Deployed.server(url), TestIssuer.token("root", "admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/connections", "/api/rooms", "/api/users/ann/presence"})
    void whatIsKnownIsToldWithTheNodesThatAreMissing(String path) {
        assertThat(admin.found(path).getJsonArray("missingNodes"))
                .hasToString("[\"" + PartialDirectory.MISSING + "\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/connections/nobody", "/api/rooms/nowhere"})
    void whatIsNotFoundMayBeOnANodeThatIsMissing(String path) {
        assertThat(Rest.problem(admin.get(path), 404).getJsonArray("missingNodes"))
                .hasToString("[\"" + PartialDirectory.MISSING + "\"]");
    }

    @Test
    void nobodyIsDisconnectedWhoMayBeOnANodeThatIsMissing() {
        assertThat(Rest.problem(admin.delete("/api/connections/nobody"), 404).getJsonArray("missingNodes"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/connections/throws", "/api/connections/fails"})
    void aFailureIsAnIncidentThatOnlyTheLogExplains(String path) {
        JsonObject problem = Rest.problem(admin.get(path), 500);

        assertThat(problem.toString()).doesNotContain(PartialDirectory.SECRET).doesNotContain("Exception");
        String incident = problem.getString("instance").substring("urn:uuid:".length());
        assertThat(problem.getString("detail")).contains(incident);
        Waiting.until("in the log", () -> Deployed.log().contains("Incident " + incident));
        assertThat(Deployed.log()).contains(PartialDirectory.SECRET);
    }
}
