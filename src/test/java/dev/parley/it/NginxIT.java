package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nginx of {@code server-config} before a node: what it lets through, and what of the server stays inside. */
class NginxIT {

    /** The 20 s of the configuration, and what a busy machine takes. */
    private static final Duration HEADERS = Duration.ofSeconds(40);

    private static final String ORIGIN = "https://chat.example.com";

    private static ServerProcess process;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Nginx.isInstalled(), "There is no nginx on this machine whose configuration could be tried.");
        TestIssuer.publishKey();
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("WEBSOCKET_CORS_ORIGIN", ORIGIN);
        settings.put("WEBSOCKET_TRUSTED_PROXIES", "127.0.0.1");
        process = ServerProcess.start("nginx", "parley.war", FreePort.find(), settings);
        nginx = Nginx.before(process.port(), Path.of("target", "it-servers", "nginx-proxy"));
        nginx.start();
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (process != null) {
            process.close();
        }
    }

    @Test
    void theConfigurationIsOne() throws IOException, InterruptedException {
        assertThat(nginx.test()).contains("test is successful").doesNotContain("[warn]");
    }

    /** Each way of writing a path that somebody between nginx and the application may take for another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "/metrics?x=/api/",
                "//metrics",
                "/./metrics",
                "/%6detrics",
                "/health",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/openapi",
                "/openapi/ui/",
                "/application.wadl",
                "/api/application.wadl",
                "/ready/application.wadl",
                "/dev/token",
                "/refused/401",
                "/api/../metrics",
                "/api/%2e%2e/metrics",
                "/api/..%2fmetrics",
                "/api/..%252fmetrics",
                "/api/%252e%252e/metrics",
                "/api/..;/metrics",
                "/api/..;x=y/metrics",
                "/api/..%3b/metrics",
                "/api;/../metrics",
                "/api/..\\metrics",
                "/api/..%5cmetrics",
                "/socket.io/../metrics",
                "/socket.io/..;/metrics",
                "/socket.io/..%2fhealth/live",
                "/socket.io../metrics",
                "/assets/..;/openapi",
                "/assets/%2e%2e%2fopenapi"
            })
    void whatIsForTheInsideStaysThere(String path) throws Exception {
        for (URI proxy : List.of(nginx.tls(), nginx.ingress())) {
            String answer = get(proxy, path);

            assertThat(status(answer)).as("%s: %s", proxy, answer).isBetween(400, 499);
            assertThat(answer)
                    .doesNotContain("parley_")
                    .doesNotContain("\"UP\"")
                    .doesNotContain("openapi: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/favicon.svg",
                "/ready",
                "/api/info",
                "/socket.io/socket.io.js",
                "/socket.io/?EIO=4&transport=polling"
            })
    void whatClientsAskForIsLetThrough(String path) throws Exception {
        for (URI proxy : List.of(nginx.tls(), nginx.ingress())) {
            String answer = get(proxy, path);

            assertThat(status(answer)).as("%s: %s", proxy, answer).isEqualTo(200);
        }
    }

    private static String get(URI proxy, String path) throws Exception {
        return answer(proxy, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void aWebSocketIsLetThroughAndItsQueryIsInNoLog() throws Exception {
        String answer = answer(
                nginx.tls(),
                "GET /socket.io/?EIO=4&transport=websocket&secret=hush HTTP/1.1\r\nHost: chat.example.com\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + ORIGIN + "\r\n\r\n");

        assertThat(status(answer)).isEqualTo(101);
        assertThat(answer).contains("\"pingInterval\"");
        Waiting.until("the WebSocket is in the log", () -> nginx.accessLog().contains(" 101 "));
        assertThat(nginx.accessLog()).doesNotContain("hush");
    }

    @Test
    void withoutTlsEverybodyIsSentOn() throws Exception {
        String answer = answer(nginx.plain(), "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(status(answer)).isEqualTo(308);
        assertThat(answer).contains("https://localhost/ready");
    }

    /** A byte now and then is no request, also on a connection that has had one: no server of its own has to end it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\n"})
    void headersThatDribbleAreEnded(String before) throws Exception {
        try (Socket socket = connect(nginx.tls())) {
            socket.setSoTimeout(500);
            write(socket, before);
            read(socket, new StringBuilder());
            write(socket, "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            long start = System.nanoTime();
            while (isOpen(socket)) {
                assertThat(System.nanoTime() - start).isLessThan(HEADERS.toNanos());
                write(socket, "a");
            }
        }
    }

    /** Whether the end has not come within half a second. */
    private static boolean isOpen(Socket socket) {
        try {
            return !read(socket, new StringBuilder());
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has been closed, and reading says so.
        }
    }

    /** All that comes until the end, or until nothing comes for half a second. */
    private static String answer(URI server, String request) throws Exception {
        try (Socket socket = connect(server)) {
            socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
            write(socket, request);
            StringBuilder answer = new StringBuilder();
            answer.append((char) socket.getInputStream().read());
            socket.setSoTimeout(500);
            read(socket, answer);
            return answer.toString();
        }
    }

    /** Whether the end has come. */
    private static boolean read(Socket socket, StringBuilder into) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[16_384];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                into.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private static Socket connect(URI server) throws IOException, GeneralSecurityException {
        return server.getScheme().equals("https")
                ? trusting().getSocketFactory().createSocket(server.getHost(), server.getPort())
                : new Socket(server.getHost(), server.getPort());
    }

    /** It is a certificate of the test's own making, on loopback. */
    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {
                            // Nobody asks.
                        }

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {
                            // Whoever it is.
                        }

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
