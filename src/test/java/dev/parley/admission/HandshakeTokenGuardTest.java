package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.security.DevelopmentKeys;
import dev.parley.security.JwtSettings;
import dev.parley.security.JwtVerifier;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.FakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.Handshakes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTokenGuardTest {

    private static final DevelopmentKeys KEYS = new DevelopmentKeys(Clock.systemUTC());

    private String header = "Authorization";
    private boolean tokenInQuery;
    private String origins = "http://page.example";

    private static String tokenOf(String user) {
        return KEYS.sign(user, Set.of(), Duration.ofMinutes(1));
    }

    private HandshakeVerdict check(FakeRequest request) {
        JwtSettings settings = new JwtSettings(
                Optional.of(KEYS.publicKeyPem()),
                Optional.empty(),
                "RS256",
                Optional.empty(),
                Set.of(),
                Duration.ZERO,
                Optional.empty(),
                header,
                "Bearer");
        return new HandshakeTokenGuard(
                        new JwtVerifier(settings, Clock.systemUTC(), 10),
                        settings,
                        tokenInQuery,
                        new RequestOrigin(OriginPolicy.parse(origins)),
                        false)
                .check(Handshakes.of(request));
    }

    private static FakeRequest request(String query) {
        return FakeRequest.of("GET", "/socket.io/?" + query).header("Host", "chat.example");
    }

    private static void assertIdentified(HandshakeVerdict verdict, String user) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        HandshakeVerdict.Identified.class,
                        identified ->
                                assertThat(identified.principal().getName()).isEqualTo(user));
    }

    private static void assertRefused(HandshakeVerdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(HandshakeVerdict.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers()).containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        });
    }

    @Test
    void passesARequestWithoutAToken() {
        assertThat(check(request(""))).isEqualTo(HandshakeVerdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void believesTheHeader(String scheme) {
        assertIdentified(check(request("").header("Authorization", scheme + tokenOf("ada"))), "ada");
    }

    @Test
    void refusesABadToken() {
        assertRefused(check(request("").header("Authorization", "Bearer nonsense")));
        assertRefused(check(request("").header("Authorization", "Bearer " + tokenOf("ada") + "x")));
    }

    @Test
    void takesOtherSchemesForNoToken() {
        assertThat(check(request("").header("Authorization", "Basic YTpi"))).isEqualTo(HandshakeVerdict.PASSED);
        assertThat(check(request("").header("Authorization", "Bearer"))).isEqualTo(HandshakeVerdict.PASSED);
    }

    @Test
    void looksAtNoCookieUnlessToldTo() {
        assertThat(check(request("").cookie("Bearer", tokenOf("ada")))).isEqualTo(HandshakeVerdict.PASSED);
    }

    @Test
    void believesTheCookieOfItsOwnPagesAndOfListedOnes() {
        header = "Cookie";

        assertIdentified(check(request("").cookie("other", "x").cookie("Bearer", tokenOf("ada"))), "ada");
        assertIdentified(
                check(request("").cookie("Bearer", tokenOf("ada")).header("Origin", "http://chat.example")), "ada");
        assertIdentified(
                check(request("").cookie("Bearer", tokenOf("ada")).header("Origin", "http://page.example")), "ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://chat.example", "http://chat.example.evil.example"})
    void doesNotBelieveTheCookieOfAnotherPageEvenWhereAnyMayConnect(String origin) {
        header = "Cookie";
        origins = "*";

        assertThat(check(request("").cookie("Bearer", tokenOf("ada")).header("Origin", origin)))
                .isEqualTo(HandshakeVerdict.PASSED);
    }

    @Test
    void prefersTheHeaderToTheCookieAndTheCookieToTheQuery() {
        header = "Cookie";
        tokenInQuery = true;

        assertIdentified(
                check(request("token=" + tokenOf("query"))
                        .cookie("Bearer", tokenOf("cookie"))
                        .header("Authorization", "Bearer " + tokenOf("header"))),
                "header");
        assertIdentified(check(request("token=" + tokenOf("query")).cookie("Bearer", tokenOf("cookie"))), "cookie");
        assertIdentified(check(request("token=" + tokenOf("query"))), "query");
    }

    @Test
    void aBadTokenIsNotMadeGoodByALesserOne() {
        tokenInQuery = true;

        assertRefused(check(request("token=" + tokenOf("query")).header("Authorization", "Bearer nonsense")));
    }

    @Test
    void doesNotLookAtTheQueryUnlessToldTo() {
        assertThat(check(request("token=" + tokenOf("ada")))).isEqualTo(HandshakeVerdict.PASSED);
        assertThat(check(request("token=nonsense"))).isEqualTo(HandshakeVerdict.PASSED);
    }
}
