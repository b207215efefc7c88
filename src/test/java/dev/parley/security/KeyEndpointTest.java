package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Case 54 over HTTP on the loopback: what only a real connection can show. */
class KeyEndpointTest {

    private static final RSAKey ROTATED = Tokens.rsaKey("issuer-2");

    private final AtomicInteger hits = new AtomicInteger();
    private volatile int status = 200;
    private volatile String document = new JWKSet(Tokens.ISSUER).toString(true);
    private HttpServer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", this::answer);
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        hits.incrementAndGet();
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", url("/keys"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + issuer.getAddress().getPort() + path;
    }

    @Test
    void verifiesWithTheKeysOfALocation() {
        JwtVerifier verifier = settings().location(url("/keys")).verifier();

        assertThat(hits).hasValue(0);
        assertVerified(verifier.verify(Tokens.good()));
        assertVerified(verifier.verify(Tokens.good()));
        assertThat(hits).hasValue(1);
        assertThat(verifier.mayBlock()).isTrue();
    }

    @Test
    void aLocationMayAlsoServeAPem() {
        document = Tokens.pem(Tokens.ISSUER);

        assertVerified(settings().location(url("/keys")).verifier().verify(Tokens.good()));
    }

    @Test
    void followsARotationOfTheKeys() {
        JwtVerifier verifier = settings().location(url("/keys")).verifier();
        assertVerified(verifier.verify(tokenOf(Tokens.ISSUER)));

        document = new JWKSet(List.of(Tokens.ISSUER, ROTATED)).toString(true);

        assertVerified(verifier.verify(tokenOf(ROTATED)));
        assertThat(hits).hasValue(2);
    }

    @Test
    void aFloodOfUnknownKeyIdsCausesFewRequests() {
        JwtVerifier verifier = settings().location(url("/keys")).verifier();

        for (int i = 0; i < 500; i++) {
            String token = Tokens.raw("{\"alg\":\"RS256\",\"kid\":\"" + i + "\"}", "{}", "AAAA");
            assertRejected(verifier.verify(token), RejectionReason.UNKNOWN_KEY);
        }
        // Two in each interval, and one more should the test itself take longer than an interval.
        assertThat(hits).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void aClosedPortMakesTheKeysUnavailable() {
        JwtVerifier verifier = settings().location(url("/keys")).verifier();
        issuer.stop(0);

        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertRejected(verifier.verify(Tokens.good()), RejectionReason.KEYS_UNAVAILABLE));
    }

    @Test
    @BadInput(54)
    void anIssuerThatNeverAnswersIsWaitedForOnlyBriefly() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KeyEndpoint endpoint = new KeyEndpoint(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/keys")
                            .toURL(),
                    Duration.ofMillis(100));
            JwtVerifier verifier = settings().verifier(new RemoteKeys(endpoint, System::nanoTime));

            assertTimeout(Duration.ofSeconds(3), () -> {
                for (int i = 0; i < 100; i++) {
                    assertRejected(verifier.verify(Tokens.good()), RejectionReason.KEYS_UNAVAILABLE);
                }
            });
        }
    }

    @Test
    void answersThatAreNoKeysMakeTheKeysUnavailable() {
        for (String nonsense : List.of(
                "", "<html>502</html>", "{}", "[]", "{\"keys\":17}", "x".repeat(PublicKeyParser.MAX_BYTES + 1))) {
            document = nonsense;
            assertRejected(
                    settings().location(url("/keys")).verifier().verify(Tokens.good()),
                    RejectionReason.KEYS_UNAVAILABLE);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedThoughItWouldParse() {
        document = document + " ".repeat(PublicKeyParser.MAX_BYTES);

        assertRejected(
                settings().location(url("/keys")).verifier().verify(Tokens.good()), RejectionReason.KEYS_UNAVAILABLE);
    }

    /** Each byte of it comes well within the read time-out. */
    @Test
    void aBodyThatDribblesIsNotReadToItsEnd() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger bytes = new AtomicInteger();
        InputStream dribble = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Duration.ofMillis(100).toNanos());
                return bytes.incrementAndGet() > 10_000 ? -1 : ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int next = read();
                into[offset] = (byte) next;
                return next < 0 ? -1 : 1;
            }
        };

        assertThatThrownBy(() -> KeyEndpoint.read(dribble, nanos::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
        assertThat(bytes).hasValueLessThan(50);
    }

    @Test
    void onlyA200CountsAndNoRedirectIsFollowed() {
        for (int wrong : List.of(201, 302, 307, 404, 500, 503)) {
            status = wrong;
            hits.set(0);

            assertRejected(
                    settings().location(url("/keys")).verifier().verify(Tokens.good()),
                    RejectionReason.KEYS_UNAVAILABLE);
            assertThat(hits).as("HTTP %d", wrong).hasValue(1);
        }
    }

    private static String tokenOf(RSAKey key) {
        return Tokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key);
    }
}
