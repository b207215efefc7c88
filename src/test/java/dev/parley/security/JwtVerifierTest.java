package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static dev.parley.security.VerificationAssert.userOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.parley.api.AuthenticatedUser;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {

    private final JwtVerifier verifier = settings().verifier();

    @Test
    void tellsWhomAGoodTokenNames() {
        AuthenticatedUser user = userOf(verifier.verify(Tokens.good()));

        assertThat(user)
                .isEqualTo(new AuthenticatedUser(
                        "ada@example.org", "user-17", Set.of("member", "publisher"), Tokens.NOW.plusSeconds(300)));
    }

    @Test
    void neverBlocksForKeysThatAreAtHand() {
        assertThat(verifier.mayBlock()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void verifiesEachRsaAlgorithmWhenItIsTheConfiguredOne(String algorithm) {
        String token = Tokens.signed(new JWSHeader(JWSAlgorithm.parse(algorithm)), Tokens.ISSUER);

        assertVerified(settings().algorithm(algorithm).verifier().verify(token));
    }

    @ParameterizedTest
    @CsvSource({"ES256,P-256", "ES384,P-384", "ES512,P-521"})
    void verifiesEachEllipticCurveAlgorithmWhenItIsTheConfiguredOne(String algorithm, String curve)
            throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.parse(curve)).keyID("ec").generate();
        String token = Tokens.signed(
                new JWSHeader(JWSAlgorithm.parse(algorithm)),
                JSONObjectUtils.toJSONString(Tokens.claims()),
                new ECDSASigner(key));

        assertVerified(settings()
                .publicKey(key.toPublicJWK().toJSONString())
                .algorithm(algorithm)
                .verifier()
                .verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "Jwt", "at+jwt", "application/at+jwt", "application/jwt", "Application/JWT"})
    void acceptsTheTypesOfAccessTokens(String type) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .build();

        assertVerified(verifier.verify(Tokens.signed(header, Tokens.ISSUER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dpop+jwt", "logout+jwt", "JOSE", "", "text/jwt", "application/application/jwt", "jwt; x=y"})
    void refusesTokensOfAnotherTypeThoughTheIssuerSignedThem(String type) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .build();

        assertRejected(verifier.verify(Tokens.signed(header, Tokens.ISSUER)), RejectionReason.WRONG_TYPE);
    }

    @Test
    void aKeyWithoutAnIdServesATokenThatNamesOne() {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("whatever").build();

        assertVerified(verifier.verify(Tokens.signed(header, Tokens.ISSUER)));
    }

    @Test
    void aKeyIdPicksItsKeyOutOfASet() {
        RSAKey second = Tokens.rsaKey("issuer-2");
        JwtVerifier ofTwo = settings().publicKey(jwks(Tokens.ISSUER, second)).verifier();

        assertVerified(ofTwo.verify(Tokens.signed(withKeyId("issuer-2"), second)));
        assertRejected(ofTwo.verify(Tokens.signed(withKeyId("issuer-1"), second)), RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void aTokenWithoutAKeyIdIsTriedWithEveryKeyOfTheAlgorithm() throws JOSEException {
        RSAKey second = Tokens.rsaKey("issuer-2");
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        String keys = new JWKSet(List.of(other, Tokens.ISSUER, second)).toString(true);

        assertVerified(
                settings().publicKey(keys).verifier().verify(Tokens.signed(new JWSHeader(JWSAlgorithm.RS256), second)));
    }

    @Test
    void aKeyThatIsMeantForEncryptionVerifiesNothing() {
        RSAKey encryption = new RSAKey.Builder(Tokens.ATTACKER)
                .keyID("enc")
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        JwtVerifier both = settings().publicKey(jwks(Tokens.ISSUER, encryption)).verifier();

        assertRejected(both.verify(Tokens.signed(withKeyId("enc"), Tokens.ATTACKER)), RejectionReason.UNKNOWN_KEY);
    }

    @Test
    void verifiesOnManyThreadsAtOnce() {
        String good = Tokens.good();
        String forged = Tokens.signed(new JWSHeader(JWSAlgorithm.RS256), Tokens.ATTACKER);
        List<CompletableFuture<VerificationResult>> answers = IntStream.range(0, 400)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> verifier.verify(i % 2 == 0 ? good : forged)))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            if (i % 2 == 0) {
                assertVerified(answers.get(i).join());
            } else {
                assertRejected(answers.get(i).join(), RejectionReason.BAD_SIGNATURE);
            }
        }
    }

    private static JWSHeader withKeyId(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    }

    private static String jwks(RSAKey... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }
}
