package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * CDI has nothing to say about requests that another thread answers than the one they came on. Payara wrote five lines for
 * each: it ended CDI's contexts on the thread that answered, and not on the thread that had them.
 */
class AsyncRequestLogIT {

    private static final int MESSAGES = 150;
    private static final int REQUESTS = 60;
    private static final Pattern OF_CDI =
            Pattern.compile("WELD-\\d+|org\\.jboss\\.weld|OpenWebBeans|org\\.apache\\.webbeans");

    private static RealRedis redis;
    private static ServerProcess server;

    private final String room = "room-" + UUID.randomUUID();
    private int before;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        redis = RealRedis.start();
        server = ServerProcess.start(
                "asynchronous-requests",
                "parley.war",
                FreePort.find(),
                Map.of(
                        "PARLEY_DEV_MODE", "true",
                        "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
                        "WEBSOCKET_RATE_LIMIT_MAX", "100000",
                        "REDIS_URL", redis.url()));
    }

    @AfterAll
    static void stop() {
        server.close();
        redis.close();
    }

    @BeforeEach
    void readLog() {
        before = server.log().length();
    }

    @AfterEach
    void nothingOfCdiIsInTheLog() {
        List<String> lines = server.log()
                .substring(before)
                .lines()
                .filter(line -> OF_CDI.matcher(line).find())
                .toList();
        assertThat(lines).isEmpty();
    }

    @Test
    void pollsThatWait() throws JSONException {
        try (JavaClient ada = client("ada").connect();
                JavaClient bob = client("bob").connect()) {
            join(ada);
            join(bob);
            for (int i = 0; i < MESSAGES; i++) {
                // A poll of bob's waits, or is just being taken.
                String content = "message " + i;
                assertThat(ada.ask("message", message(content)).getBoolean("success"))
                        .isTrue();
                assertThat(((JSONObject) bob.await("message")[0]).getString("content"))
                        .isEqualTo(content);
            }
        }
    }

    @Test
    void answersOfRestThatWaitForRedis() throws JSONException {
        Rest admin = new Rest(URI.create(server.url()), token("root", "admin"));
        for (int i = 0; i < REQUESTS; i++) {
            admin.found("/api/connections");
        }
    }

    private JSONObject message(String content) throws JSONException {
        return new JSONObject().put("room", room).put("type", "text").put("content", content);
    }

    private void join(JavaClient client) throws JSONException {
        assertThat(client.ask("join-room", new JSONObject().put("room", room)).getBoolean("success"))
                .isTrue();
    }

    private static JavaClient client(String user) throws JSONException {
        return new JavaClient(URI.create(server.url()), Map.of("token", token(user, "")), "polling");
    }

    private static String token(String user, String groups) throws JSONException {
        String path = "/dev/token?user=" + user + (groups.isEmpty() ? "" : "&groups=" + groups);
        return new JSONObject(Http.get(URI.create(server.url()), path).body()).getString("token");
    }
}
