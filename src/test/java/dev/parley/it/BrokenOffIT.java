package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients whose network goes end their WebSockets and requests in the middle, all day long: a log does not mention each. */
class BrokenOffIT {

    private static final int CLIENTS = 60;

    @Test
    @BadInput(25)
    void nobodyWritesAStackTraceForAWebSocketThatIsBrokenOff() throws IOException, InterruptedException {
        ServerProcess server = DevelopmentServer.running();
        URI address = URI.create("ws://localhost:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
        // What a server says of itself while it starts is its own affair.
        int started = server.log().length();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < CLIENTS; i++) {
            CountDownLatch opened = new CountDownLatch(1);
            WebSocket socket = client.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .buildAsync(address, new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                            opened.countDown();
                            return null;
                        }
                    })
                    .join();
            assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
            socket.abort();
        }
        Thread.sleep(1000);

        assertThat(server.log()
                        .substring(started)
                        .lines()
                        .filter(line -> line.matches("[a-z]+(\\.\\w+)+(Exception|Error)(:.*)?")))
                .isEmpty();
    }

    @Test
    @BadInput(25)
    void nobodyWritesALineForAScriptThatIsBrokenOff() throws IOException, InterruptedException {
        ServerProcess server = DevelopmentServer.running();
        String request = "GET /socket.io/socket.io.js HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n";
        int before = server.log().length();

        for (int i = 0; i < CLIENTS; i++) {
            try (Socket socket = new Socket("localhost", server.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertThat(new String(begin, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            }
        }
        Thread.sleep(1000);

        assertThat(server.log().substring(before).lines().filter(line -> !line.isBlank()))
                .as("some lines may be of the server's own, but not one for each")
                .hasSizeLessThan(CLIENTS / 2);
    }
}
