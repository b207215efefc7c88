package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.limits.RateLimit;
import dev.parley.limits.TrustedProxies;
import dev.parley.robustness.BadInput;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.FakeRequest;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.Handshakes;
import dev.parley.transport.RefusalReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {

    private static FakeRequest request() {
        return FakeRequest.of("GET", "/socket.io/").header("Host", "chat.example:8080");
    }

    private static HandshakeVerdict ask(HandshakeGuard guard) {
        return guard.check(Handshakes.of(request()));
    }

    private static void assertRefused(HandshakeVerdict verdict, int status, String retryAfter) {
        assertThat(verdict).isInstanceOfSatisfying(HandshakeVerdict.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.headers().get("Retry-After")).isEqualTo(retryAfter);
            assertThat(refused.reason()).isNotEqualTo(RefusalReason.OTHER);
        });
    }

    @Test
    void aNodeThatGoesDownRefuses() {
        DrainingGuard guard = new DrainingGuard();
        assertThat(ask(guard)).isEqualTo(HandshakeVerdict.PASSED);
        assertThat(guard.isDraining()).isFalse();

        guard.drain();

        assertThat(guard.isDraining()).isTrue();
        assertRefused(ask(guard), 503, "1");
    }

    @Test
    void anAddressIsLimitedAndToldWhenToComeBack() {
        AtomicLong nanos = new AtomicLong();
        RateLimit limit = new RateLimit("handshakes", 2, Duration.ofSeconds(60), 10, nanos::get);
        HandshakeRateGuard guard = new HandshakeRateGuard(limit, new RequestAddress(TrustedProxies.parse("")));

        assertThat(ask(guard)).isEqualTo(HandshakeVerdict.PASSED);
        assertThat(ask(guard)).isEqualTo(HandshakeVerdict.PASSED);
        assertRefused(ask(guard), 429, "31");
        assertThat(guard.check(Handshakes.of(request().peer("198.51.100.1"))))
                .as("another address")
                .isEqualTo(HandshakeVerdict.PASSED);

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(ask(guard)).isEqualTo(HandshakeVerdict.PASSED);
    }

    @Test
    @BadInput(59)
    void aForgedAddressDoesNotGetAroundTheLimit() {
        RateLimit limit = new RateLimit("handshakes", 1, Duration.ofSeconds(60), 10, () -> 0);
        HandshakeRateGuard guard =
                new HandshakeRateGuard(limit, new RequestAddress(TrustedProxies.parse("10.0.0.0/8")));

        assertThat(guard.check(Handshakes.of(request().header("X-Forwarded-For", "203.0.113.1"))))
                .isEqualTo(HandshakeVerdict.PASSED);
        assertRefused(guard.check(Handshakes.of(request().header("X-Forwarded-For", "203.0.113.2"))), 429, "61");
    }

    /** Of a botnet, or of one client that forges what its own proxy appends to. */
    @Test
    void aHundredThousandHandshakesFromAsManyAddressesLeaveBoundedMemory() {
        RateLimit limit = new RateLimit("handshakes", 1, Duration.ofSeconds(60), 1_000, () -> 0);
        HandshakeRateGuard guard =
                new HandshakeRateGuard(limit, new RequestAddress(TrustedProxies.parse("10.0.0.0/8")));

        for (int i = 0; i < 50_000; i++) {
            String ipv4 = "203." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF);
            assertThat(guard.check(
                            Handshakes.of(request().peer("10.0.0.1").header("X-Forwarded-For", "192.0.2.7, " + ipv4))))
                    .isEqualTo(HandshakeVerdict.PASSED);
            String ipv6 = "2001:db8:" + Integer.toHexString(i) + "::1";
            assertThat(guard.check(Handshakes.of(request().peer(ipv6)))).isEqualTo(HandshakeVerdict.PASSED);
        }
        assertThat(limit.trackedKeys()).isLessThanOrEqualTo(1_000);
    }

    /** Who is not a trusted proxy gains nothing by what it says, and leaves one address behind. */
    @Test
    void aHundredThousandForgedHeadersAreOneAddress() {
        RateLimit limit = new RateLimit("handshakes", 1, Duration.ofSeconds(60), 1_000, () -> 0);
        HandshakeRateGuard guard =
                new HandshakeRateGuard(limit, new RequestAddress(TrustedProxies.parse("10.0.0.0/8")));
        int passed = 0;

        for (int i = 0; i < 100_000; i++) {
            String forged = "203." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF);
            HandshakeRequest request =
                    Handshakes.of(request().header("X-Forwarded-For", forged).header("Forwarded", "for=" + forged));
            passed += guard.check(request).equals(HandshakeVerdict.PASSED) ? 1 : 0;
        }
        assertThat(passed).isOne();
        assertThat(limit.trackedKeys()).isOne();
    }

    @Test
    void aTrustedProxyIsBelieved() {
        RequestAddress addresses = new RequestAddress(TrustedProxies.parse("10.0.0.0/8"));
        HandshakeRequest request = Handshakes.of(request()
                .peer("10.1.1.1")
                .header("X-Forwarded-For", "203.0.113.9, 203.0.113.1")
                .header("X-Forwarded-For", "10.2.2.2"));

        assertThat(addresses.of(request)).isEqualTo("203.0.113.1");
        assertThat(addresses.of(Handshakes.of(request().header("X-Forwarded-For", "203.0.113.1"))))
                .isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example:8080, true",
        "http://CHAT.example:8080, true",
        "http://page.example, true",
        "http://chat.example, false",
        "https://chat.example:8080, false",
        "http://chat.example:8081, false",
        "http://xchat.example:8080, false",
        "http://chat.example:8080.evil.example, false",
        "http://page.example.evil.example, false",
        "null, false",
    })
    void onlyListedPagesAndItsOwnGetIn(String origin, boolean allowed) {
        RequestOrigin policy = new RequestOrigin(OriginPolicy.parse("http://page.example"));
        HandshakeRequest request = Handshakes.of(request().header("Origin", origin));

        assertThat(policy.check(request).equals(HandshakeVerdict.PASSED)).isEqualTo(allowed);
        assertThat(policy.allowedOrigin(request).isPresent()).isEqualTo(allowed);
        if (!allowed) {
            assertRefused(policy.check(request), 403, null);
        }
    }

    @Test
    @BadInput(56)
    void programsWithoutAnOriginGetInAndNeedNoHeader() {
        RequestOrigin policy = new RequestOrigin(OriginPolicy.parse(""));

        assertThat(ask(policy)).isEqualTo(HandshakeVerdict.PASSED);
        assertThat(policy.allowedOrigin(Handshakes.of(request()))).isEmpty();
    }
}
