package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The WAR on a container that enforces nothing: {@link Unsecured} removes the annotations by which the container would close
 * resources. A container that ignores {@code @LoginConfig} and {@code @RolesAllowed} treats all resources like that.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenRestIT {

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Unsecured.war();
    }

    @BeforeEach
    void find() {
        server = Deployed.server(url);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/config",
        "GET, /api/connections",
        "GET, /api/rooms",
        "GET, /api/metrics",
        "POST, /api/broadcast",
        "POST, /api/users/ann/notifications",
        "DELETE, /api/connections/x"
    })
    void nobodyGetsInWithoutATokenOrItsRole(String method, String path) {
        Rest nobody = new Rest(server, null);
        Rest.problem(send(nobody, method, path), 401);
        Rest.problem(send(nobody.as("abc"), method, path), 401);
        Rest.problem(send(nobody.as(TestIssuer.tokenByAnotherKey("eve")), method, path), 401);
        Rest.problem(send(nobody.as(TestIssuer.token("eve", "other")), method, path), 403);
    }

    @Test
    void whoeverHasTheRoleGetsIn() {
        assertThat(new Rest(server, TestIssuer.token("root", "admin")).found("/api/config"))
                .containsKey("settings");
        assertThat(new Rest(server, TestIssuer.token("root", "publisher"))
                        .accepted("/api/broadcast", "{\"event\":\"e\",\"data\":1}"))
                .containsKey("timestamp");
    }

    private static java.net.http.HttpResponse<String> send(Rest rest, String method, String path) {
        return switch (method) {
            case "GET" -> rest.get(path);
            case "DELETE" -> rest.delete(path);
            default -> rest.post(path, "{\"event\":\"e\",\"data\":1}");
        };
    }
}
