package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What a balancer and clients see of a node that starts: nobody, or 503 with {@code Retry-After}, until it serves them.
 * Anything else (404, 500) is taken for the answer.
 */
class StartIT {

    private static final List<String> PATHS =
            List.of("/socket.io/?EIO=4&transport=polling", "/ready", "/api/info", "/socket.io/socket.io.js");
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private volatile boolean started;

    @Test
    void nobodyGetsAnAnswerThatIsNotTheNodesOwn() throws Exception {
        int port = FreePort.find();
        Thread client = new Thread(() -> ask(port), "client of a node that starts");
        client.start();
        try (ServerProcess server = ServerProcess.start(
                "start",
                "parley.war",
                port,
                Map.of("PARLEY_DEV_MODE", "true", "WEBSOCKET_CONNECT_RATE_LIMIT", "1000000"))) {
            started = true;
            for (String path : PATHS) {
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
            }
            client.join();
        }
        assertThat(wrong).isEmpty();
    }

    private void ask(int port) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        while (!started && wrong.size() < PATHS.size()) {
            for (String path : PATHS) {
                try {
                    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(30))
                            .build();
                    look(path, http.send(request, BodyHandlers.ofString()));
                } catch (IOException e) {
                    // Refused, or cut off: balancers and clients try elsewhere, or later.
                } catch (InterruptedException e) {
                    return;
                }
            }
            try {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(String path, HttpResponse<String> answer) {
        boolean comeBack = answer.statusCode() == 503
                && (path.equals("/ready")
                        || answer.headers().firstValue("Retry-After").isPresent());
        if (answer.statusCode() != 200 && !comeBack) {
            wrong.add(path + ": " + answer.statusCode() + " " + answer.headers().map());
        }
    }
}
