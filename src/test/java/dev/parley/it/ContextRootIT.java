package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product where it is not at the root of the server: everything is below one path, and nothing is elsewhere. */
class ContextRootIT {

    private static final String ROOT = "/realtime";
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        process = ServerProcess.startBelow(ROOT, "context-root", Deployed.BUILT, Map.of("PARLEY_DEV_MODE", "true"));
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return Http.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String token(String roles) {
        return Json.object(get(ROOT + "/dev/token?user=root&groups=" + roles).body())
                .getString("token");
    }

    @Test
    void stockClientsAndTheConsoleFindTheirServer() throws Exception {
        NodeTests.run("below", Duration.ofMinutes(3), Map.of("PARLEY_URL", process.url() + ROOT));
    }

    @Test
    void allThatThePageNamesIsThere() {
        HttpResponse<String> page = get(ROOT + "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        URI base = server.resolve(ROOT + "/");
        Matcher links = LINK.matcher(page.body());
        int found = 0;
        while (links.find()) {
            HttpResponse<String> file = Http.send(HttpRequest.newBuilder(base.resolve(links.group(1))));
            assertThat(file.statusCode()).as(links.group(1)).isEqualTo(200);
            if (file.uri().getPath().startsWith(ROOT + "/assets/")) {
                assertThat(file.headers().firstValue("Cache-Control").orElse(""))
                        .contains("immutable");
            }
            found++;
        }
        assertThat(found).isPositive();
    }

    @Test
    void thePageIsFoundWithoutTheSlashAtItsEnd() {
        HttpResponse<String> answer = get(ROOT);

        assertThat(answer.statusCode()).isIn(301, 302, 303, 307, 308);
        assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath())
                .isEqualTo(ROOT + "/");
    }

    @Test
    void theNodeSaysThatItIsReady() {
        HttpResponse<String> answer = get(ROOT + "/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.object(answer.body()).getString("status")).isEqualTo("ready");
    }

    @Test
    void restKnowsItsCallersAndNamesItsOwnPaths() {
        HttpResponse<String> found = get(ROOT + "/api/connections", "Authorization", "Bearer " + token("admin"));
        assertThat(found.statusCode()).isEqualTo(200);
        for (String[] headers : new String[][] {{}, {"Authorization", "Bearer wrong"}}) {
            HttpResponse<String> refused = get(ROOT + "/api/connections", headers);

            JsonObject problem = Rest.problem(refused, 401);
            assertThat(problem.getString("instance")).isEqualTo(ROOT + "/api/connections");
        }
        Rest.problem(get(ROOT + "/api/connections", "Authorization", "Bearer " + token("nobody")), 403);
    }

    @Test
    void aHandshakeWithAWrongTokenIsRefusedInTheWordsOfEngineIo() {
        for (String transport : new String[] {"polling", "websocket"}) {
            String path = ROOT + "/socket.io/?EIO=4&transport=" + transport;
            Http.RawAnswer answer = transport.equals("websocket")
                    ? Http.upgrade(server, path, "Authorization: Bearer wrong")
                    : raw(get(path, "Authorization", "Bearer wrong"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(Json.object(answer.body()).getInt("code")).isEqualTo(4);
        }
    }

    private static Http.RawAnswer raw(HttpResponse<String> answer) {
        return new Http.RawAnswer(answer.statusCode(), "", answer.body());
    }

    @Test
    void nothingIsAtTheRootOfTheServer() {
        assertThat(get("/socket.io/?EIO=4&transport=polling").statusCode()).isEqualTo(404);
        assertThat(get("/api/info").statusCode()).isEqualTo(404);
        assertThat(get("/dev/token?user=ann").statusCode()).isEqualTo(404);
    }

    @Test
    void theLogSaysWhereToTryIt() {
        assertThat(process.log()).contains("http://localhost:" + process.port() + ROOT + "/");
    }
}
