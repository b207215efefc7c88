package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.userOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.AuthenticatedUser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DevelopmentKeysTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final DevelopmentKeys keys = new DevelopmentKeys(Tokens.CLOCK);
    private final SettingsFixture trusting =
            settings().publicKey(keys.publicKeyPem()).issuer(DevelopmentKeys.ISSUER);

    @Test
    void signsTokensThatAVerifierWithThePublicKeyAccepts() {
        AuthenticatedUser user = userOf(trusting.verifier().verify(keys.sign("ada", Set.of("member", "admin"), HOUR)));

        assertThat(user)
                .isEqualTo(new AuthenticatedUser("ada", "ada", Set.of("member", "admin"), Tokens.NOW.plus(HOUR)));
    }

    @Test
    void theTokensExpire() {
        String token = keys.sign("ada", Set.of(), HOUR);

        assertRejected(trusting.verifier(Clock.offset(Tokens.CLOCK, HOUR)).verify(token), RejectionReason.EXPIRED);
    }

    @Test
    void aRestartMakesTheTokensWorthless() {
        String token = new DevelopmentKeys(Tokens.CLOCK).sign("ada", Set.of(), HOUR);

        assertRejected(trusting.verifier().verify(token), RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void theTokensCarryWhatMicroProfileWants() throws ParseException {
        SignedJWT token = SignedJWT.parse(keys.sign("ada", Set.of("member"), HOUR));

        assertThat(token.getHeader().getKeyID()).isNotBlank();
        assertThat(token.getHeader().getType()).hasToString("JWT");
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsKeys("iss", "sub", "upn", "groups", "iat", "exp", "jti");
        assertThat(token.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(SignedJWT.parse(keys.sign("ada", Set.of("member"), HOUR))
                        .getJWTClaimsSet()
                        .getJWTID());
    }

    @Test
    void refusesATokenForNobodyOrForNoTime() {
        assertThatThrownBy(() -> keys.sign(" ", Set.of(), HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.sign("ada", Set.of(), Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoGetsTheSecretIsTheSameIssuer() {
        DevelopmentKeys other = DevelopmentKeys.ofSecret(keys.secret(), Tokens.CLOCK);

        assertThat(other.publicKeyPem()).isEqualTo(keys.publicKeyPem());
        assertThat(userOf(trusting.verifier().verify(other.sign("ada", Set.of(), HOUR)))
                        .id())
                .isEqualTo("ada");
    }

    @Test
    void whatIsNoSecretIsRefused() throws Exception {
        String weak = new RSAKeyGenerator(1024, true).generate().toJSONString();
        String withoutPrivatePart = RSAKey.parse(keys.secret()).toPublicJWK().toJSONString();
        for (String bad :
                new String[] {"", "{}", "secret", "{\"kty\":\"oct\",\"k\":\"AA\"}", weak, withoutPrivatePart}) {
            assertThatThrownBy(() -> DevelopmentKeys.ofSecret(bad, Tokens.CLOCK))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
