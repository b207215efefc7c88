package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/**
 * What comes in the headers of a request and is none of our business, such as cookies of other applications of the site; and
 * how much of it may come (case 6).
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RequestHeadersIT {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int KILOBYTE = 1024;

    @ArquillianResource
    private URL url;

    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void address() {
        server = Deployed.server(url);
    }

    private String host() {
        return "Host: " + server.getAuthority();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=Zoë",
                "name=名前",
                "naïve=1",
                "a=1; name=Zoë; b=2",
                "name=\"Zoë\"; name=Ärger; name=Österreich; name=Ähre; last=é",
                "json={\"x\":[1,2]}",
                "a b=1",
                "; ;=;a"
            })
    void cookiesOfOtherApplicationsDoNoHarm(String cookies) {
        String header = "Cookie: " + cookies;

        assertThat(Http.rawGet(server, POLLING, host(), header).status()).isEqualTo(200);
        assertThat(Http.upgrade(server, WEBSOCKET, header).status()).isEqualTo(101);
        assertThat(Http.rawGet(server, "/ready", host(), header).status()).isEqualTo(200);
        assertThat(Http.rawGet(server, "/api/info", host(), header).status()).isEqualTo(200);
        assertThat(Http.rawGet(server, "/", host(), header).status()).isEqualTo(200);
        assertThat(Deployed.log()).doesNotContain("An invalid control character");
    }

    @Test
    void aTokenWithManyGroupsIsTakenByBothSides() {
        String[] groups = IntStream.range(0, 200)
                .mapToObj(number -> "department-of-important-affairs-" + number)
                .toArray(String[]::new);
        groups[199] = "admin";
        String token = TestIssuer.token("ann", groups);
        assertThat(token.length()).isGreaterThan(8 * KILOBYTE);

        try (ProtocolClient client = ProtocolClient.connect(server, token);
                ProtocolClient byHeader = ProtocolClient.connect(
                        WebSocketWire.open(server, WEBSOCKET, Map.of("Authorization", "Bearer " + token)), token)) {
            assertThat(client.call("ping")).isEmpty();
            assertThat(byHeader.call("ping")).isEmpty();
        }
        assertThat(new Rest(server, token).found("/api/connections").getInt("total"))
                .isNotNegative();
    }

    @Test
    @BadInput(6)
    void headersMayHaveThirtyKilobytesAndNotSixtyFour() {
        String most = "X-Much: " + "a".repeat(30 * KILOBYTE);
        String tooMuch = "X-Much: " + "a".repeat(64 * KILOBYTE);

        assertThat(Http.rawGet(server, POLLING, host(), most).status()).isEqualTo(200);
        assertThat(Http.upgrade(server, WEBSOCKET, most).status()).isEqualTo(101);
        assertThat(Http.rawGet(server, POLLING, host(), tooMuch).status()).isBetween(400, 499);
    }

    @Test
    @BadInput(6)
    void twoThousandHeadersAreRefused() {
        String many = IntStream.range(0, 2000)
                .mapToObj(number -> "X-" + number + ": a")
                .collect(Collectors.joining("\r\n"));

        assertThat(Http.rawGet(server, POLLING, host(), many).status()).isBetween(400, 499);
    }
}
