package dev.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.security.JwtSettings;
import dev.parley.security.JwtVerifier;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TokenVerificationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:55:00Z");
    private static final KeyPair KEYS = newKeys();

    private final List<Runnable> elsewhere = new ArrayList<>();

    @Test
    void verifiesOnTheSpotWhatNeedsNoNetwork() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----";
        TokenVerification verification = verification(Optional.of(pem), Optional.empty());

        CompletableFuture<VerificationResult> good =
                verification.verify(token("alice")).toCompletableFuture();
        CompletableFuture<VerificationResult> bad =
                verification.verify(token("alice") + "x").toCompletableFuture();

        assertThat(elsewhere).isEmpty();
        assertThat(good.join()).isInstanceOfSatisfying(VerificationResult.Verified.class, verified -> {
            assertThat(verified.user().id()).isEqualTo("alice");
            assertThat(verified.user().expiresAt())
                    .isEqualTo(NOW.plusSeconds(60).plusSeconds(5));
        });
        assertThat(bad.join()).isInstanceOf(VerificationResult.Rejected.class);
    }

    @Test
    void verifiesElsewhereWhatMayHaveToWait() {
        TokenVerification verification =
                verification(Optional.empty(), Optional.of("https://issuer.example/keys.json"));

        CompletableFuture<VerificationResult> pending =
                verification.verify(token("alice")).toCompletableFuture();

        assertThat(pending).isNotDone();
        assertThat(elsewhere).hasSize(1);
    }

    @Test
    void saysThatItCannotWhenTooManyWaitAlready() {
        TokenVerification full = TokenVerification.by(
                verifier(Optional.empty(), Optional.of("https://issuer.example/keys.json")), task -> {
                    throw new RejectedExecutionException("full");
                });

        assertThat(full.verify(token("alice")).toCompletableFuture().join())
                .isEqualTo(new VerificationResult.Rejected(RejectionReason.KEYS_UNAVAILABLE));
    }

    @Test
    void doesNotWaitToRefuseWhatNoKeyCouldMakeGood() {
        TokenVerification verification =
                verification(Optional.empty(), Optional.of("https://issuer.example/keys.json"));

        assertThat(verification.verify("no token").toCompletableFuture()).isCompleted();
        assertThat(elsewhere).isEmpty();
    }

    private TokenVerification verification(Optional<String> key, Optional<String> location) {
        return TokenVerification.by(verifier(key, location), elsewhere::add);
    }

    private static JwtVerifier verifier(Optional<String> key, Optional<String> location) {
        JwtSettings settings = new JwtSettings(
                key,
                location,
                "RS256",
                Optional.empty(),
                Set.of(),
                Duration.ofSeconds(5),
                Optional.empty(),
                JwtSettings.DEFAULT_TOKEN_HEADER,
                JwtSettings.DEFAULT_TOKEN_COOKIE);
        return new JwtVerifier(settings, Clock.fixed(NOW, ZoneOffset.UTC), 0);
    }

    private static String token(String user) {
        String signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encode(("{\"sub\":\"" + user + "\",\"exp\":"
                                + NOW.plusSeconds(60).getEpochSecond() + "}")
                        .getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
