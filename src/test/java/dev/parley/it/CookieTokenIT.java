package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token in a cookie, as {@code mp.jwt.token.header} has it: believed by REST and by handshakes, but not from any page. */
class CookieTokenIT {

    private static ServerProcess process;
    private static Rest nobody;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("MP_JWT_TOKEN_HEADER", "Cookie");
        environment.put("MP_JWT_TOKEN_COOKIE", "access");
        environment.put("WEBSOCKET_CORS_ORIGIN", "*");
        process = ServerProcess.start("cookie-token", "parley.war", FreePort.find(), environment);
        nobody = new Rest(URI.create(process.url()), null);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    private static HttpResponse<String> get(String path, String cookie, String... headers) {
        var request = nobody.request(path).header("Cookie", cookie);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return Rest.send(request);
    }

    private static String cookie() {
        return "a=b; access=" + TestIssuer.token("root", "admin");
    }

    @Test
    void isBelievedByRestAndByHandshakes() {
        assertThat(get("/api/config", cookie()).statusCode()).isEqualTo(200);
        assertThat(get("/socket.io/?EIO=4&transport=polling", cookie()).statusCode())
                .isEqualTo(200);
        Rest.problem(get("/api/config", "access=abc"), 401);
        assertThat(get("/socket.io/?EIO=4&transport=polling", "access=abc").statusCode())
                .isEqualTo(401);
        Rest.problem(get("/api/config", "Access=" + TestIssuer.token("root", "admin")), 401);
    }

    @Test
    void isNotBelievedFromAPageThatIsNotOnTheList() {
        Rest.problem(get("/api/config", cookie(), "Origin", "https://evil.example"), 401);
    }

    @Test
    void theSettingsAreThoseOfTheDeployer() {
        JsonObject config = Json.object(get("/api/config", cookie()).body());

        assertThat(config.getJsonArray("settings").stream()
                        .map(JsonValue::asJsonObject)
                        .filter(setting -> setting.getString("name").startsWith("mp.jwt.token."))
                        .map(setting -> setting.getString("value")))
                .containsExactly("Cookie", "access");
    }
}
