package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An issuer that takes its time, and many who come with keys that it has never had: the others notice nothing. */
class SlowIssuerIT {

    /** A little less than what Parley waits for. */
    private static final Duration SLOW = Duration.ofMillis(1900);

    private static final Duration PROMPT = Duration.ofMillis(1400);
    private static final int STRANGERS = 60;

    private final AtomicBoolean isSlow = new AtomicBoolean();

    @Test
    @BadInput(54)
    void pollsAreAnsweredPromptlyWhileManyStrangeKeysAreLookedFor() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer issuer = issuer(threads);
        Map<String, String> environment = Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks",
                "MP_JWT_VERIFY_ISSUER",
                TestIssuer.NAME,
                "WEBSOCKET_CONNECT_RATE_LIMIT",
                "10000",
                "WEBSOCKET_RATE_LIMIT_MAX",
                "100000");
        try (ServerProcess server = ServerProcess.start("slow-issuer", "parley.war", FreePort.find(), environment)) {
            URI address = URI.create(server.url());
            try (ProtocolClient poller = ProtocolClient.connect(
                    PollingWire.open(address, "/socket.io/", Map.of()), TestIssuer.token("ada"))) {
                poller.call("ping");
                isSlow.set(true);
                for (int i = 0; i < STRANGERS; i++) {
                    String strange = TestIssuer.tokenNamingKey("nobody-" + i);
                    threads.execute(() -> connect(address, strange));
                }
                long worst = 0;
                long end = System.nanoTime() + SLOW.toNanos() * 2;
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    poller.call("ping");
                    worst = Math.max(worst, System.nanoTime() - start);
                }

                assertThat(Duration.ofNanos(worst)).isLessThan(PROMPT);
                try (ProtocolClient another = ProtocolClient.connect(address, TestIssuer.token("bob"))) {
                    assertThat(another.call("ping")).isEmpty();
                }
            }
        } finally {
            threads.shutdownNow();
            issuer.stop(0);
            threads.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private static void connect(URI server, String token) {
        try (ProtocolClient stranger = ProtocolClient.unconnected(WebSocketWire.open(server))) {
            stranger.refusalOf("{\"token\":\"" + token + "\"}");
        } catch (RuntimeException | Error e) {
            // The server may end before all have been refused.
        }
    }

    private HttpServer issuer(ExecutorService threads) throws IOException {
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        issuer.setExecutor(threads);
        issuer.createContext("/jwks", exchange -> {
            if (isSlow.get()) {
                pause();
            }
            byte[] keys = TestIssuer.jwks().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        return issuer;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(SLOW.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
