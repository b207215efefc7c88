package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSettingsTest {

    @Test
    void acceptsTheDefaults() {
        assertThat(settings().build().algorithm()).isEqualTo("RS256");
    }

    @Test
    void wantsExactlyOneSourceOfKeys() {
        assertThatThrownBy(() -> settings().publicKey(null).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Set either mp.jwt.verify.publickey or mp.jwt.verify.publickey.location;"
                        + " neither is set, so that no token could be verified");
        assertThatThrownBy(() -> settings().location("key.pem").publicKey("x").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both are set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "HS512", "rs256", "RS256 ", "ES256K", "EdDSA", "", "A\nB"})
    void allowsOnlyAsymmetricAlgorithms(String algorithm) {
        assertRefused(settings().algorithm(algorithm), "mp.jwt.verify.publickey.algorithm");
    }

    @Test
    void showsTheBadValueAndWhatIsAllowed() {
        assertThatThrownBy(settings().algorithm("HS256")::build)
                .hasMessage("mp.jwt.verify.publickey.algorithm is 'HS256'; allowed: one of"
                        + " RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512");
    }

    @Test
    void keepsTheSkewAndTheAgeInSaneRanges() {
        assertRefused(settings().clockSkew(Duration.ofSeconds(-1)), "mp.jwt.verify.clock.skew");
        assertRefused(settings().clockSkew(Duration.ofDays(1).plusSeconds(1)), "mp.jwt.verify.clock.skew");
        assertRefused(settings().tokenAge(Duration.ZERO), "mp.jwt.verify.token.age");
        assertRefused(settings().tokenAge(Duration.ofSeconds(Long.MAX_VALUE)), "mp.jwt.verify.token.age");
        assertThat(settings().clockSkew(Duration.ofDays(1)).build().clockSkew()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void refusesBlankNames() {
        assertRefused(settings().issuer(" "), "mp.jwt.verify.issuer");
        assertRefused(settings().audiences("parley", " "), "mp.jwt.verify.audiences");
        assertRefused(settings().publicKey(" "), "mp.jwt.verify.publickey");
        assertRefused(settings().location(" "), "mp.jwt.verify.publickey.location");
    }

    @Test
    void takesTheTokenFromTheAuthorizationHeaderOrACookie() {
        assertThat(settings().tokenHeader("Cookie").build().tokenHeader()).isEqualTo("Cookie");
        assertRefused(settings().tokenHeader("X-Token"), "mp.jwt.token.header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "a,b", "\"a\"", "ü"})
    void refusesWhatIsNoNameOfACookie(String name) {
        assertRefused(settings().tokenCookie(name), "mp.jwt.token.cookie");
    }

    private static void assertRefused(SettingsFixture settings, String property) {
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(property + " is '")
                .hasMessageContaining("; allowed: ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
