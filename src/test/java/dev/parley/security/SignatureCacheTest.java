package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignatureCacheTest {

    private static final RSAKey OTHER = Tokens.rsaKey("issuer-2");

    private final AtomicLong nanos = new AtomicLong(-17);
    private final WallClock wall = new WallClock();
    private final Keys keys = new Keys(Tokens.ISSUER);
    private final SignatureCache cache = new SignatureCache(10, nanos::get);
    private final JwtVerifier verifier = settings().verifier(wall, keys, cache);

    @Test
    void theSignatureOfATokenIsCheckedOnce() {
        VerificationResult first = verifier.verify(Tokens.good());
        String token = ((VerificationResult.Verified) first).token().getRawToken();
        int checks = keys.checks.get();

        VerificationResult again = verifier.verify(token);
        VerificationResult atOnce = verifier.verifyAtOnce(token).orElseThrow();

        assertThat(keys.checks).hasValue(checks);
        for (VerificationResult result : List.of(again, atOnce)) {
            VerificationResult.Verified verified = (VerificationResult.Verified) result;
            assertThat(verified.user()).isEqualTo(((VerificationResult.Verified) first).user());
            assertThat(verified.token().getRawToken()).isEqualTo(token);
            assertThat(verified.token().getClaimNames())
                    .isEqualTo(((VerificationResult.Verified) first).token().getClaimNames());
        }
    }

    @Test
    void withoutACacheItIsCheckedEachTime() {
        JwtVerifier forgetful = settings().verifier(wall, keys, new SignatureCache(0, nanos::get));
        String token = Tokens.good();
        assertVerified(forgetful.verify(token));
        int checks = keys.checks.get();

        assertVerified(forgetful.verify(token));

        assertThat(keys.checks).hasValueGreaterThan(checks);
    }

    @Test
    void aTokenThatIsRememberedExpiresAllTheSame() {
        String token = Tokens.good();
        assertVerified(verifier.verify(token));
        wall.now = Tokens.NOW.plusSeconds(300);

        assertRejected(verifier.verify(token), RejectionReason.EXPIRED);
        assertThat(cache.size()).isZero();
    }

    @Test
    void aClockThatIsSetBackMakesARememberedTokenUntimelyAgain() {
        Map<String, Object> claims = Tokens.claimsWith("nbf", Tokens.NOW.getEpochSecond());
        String token = Tokens.signed(claims);
        assertVerified(verifier.verify(token));
        wall.now = Tokens.NOW.minusSeconds(60);

        assertRejected(verifier.verify(token), RejectionReason.NOT_YET_VALID);
    }

    @Test
    void theMaximumAgeOfATokenHoldsForARememberedOne() {
        JwtVerifier strict = settings().tokenAge(Duration.ofSeconds(60)).verifier(wall, keys, cache);
        String token = Tokens.good();
        assertVerified(strict.verify(token));
        wall.now = Tokens.NOW.plusSeconds(61);

        assertRejected(strict.verify(token), RejectionReason.TOO_OLD);
    }

    @Test
    void withdrawnKeysMakeARememberedTokenBad() {
        String token = Tokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("issuer-1").build(), Tokens.ISSUER);
        assertVerified(verifier.verify(token));
        keys.set = new CountedKeys(OTHER, keys.checks);

        assertRejected(verifier.verify(token), RejectionReason.UNKNOWN_KEY);
        assertThat(cache.size()).isZero();
    }

    @Test
    void keysThatWereFetchedAgainAreAskedEvenIfTheyAreTheSame() {
        String token = Tokens.good();
        assertVerified(verifier.verify(token));
        keys.set = new CountedKeys(Tokens.ISSUER, keys.checks);
        int checks = keys.checks.get();

        assertVerified(verifier.verify(token));
        assertThat(keys.checks).hasValueGreaterThan(checks);
    }

    @Test
    void whileKeysWouldHaveToBeFetchedNothingIsDecidedFromMemory() {
        String token = Tokens.good();
        assertVerified(verifier.verify(token));
        keys.old = true;

        assertThat(verifier.verifyAtOnce(token)).isEmpty();
    }

    @Test
    void keysThatCannotBeHadAreNotReplacedByMemory() {
        String token = Tokens.good();
        assertVerified(verifier.verify(token));
        keys.unreachable = true;

        assertRejected(verifier.verify(token), RejectionReason.KEYS_UNAVAILABLE);
    }

    @Test
    void anotherSignatureUnderTheSameClaimsIsAnotherToken() {
        String token = Tokens.good();
        assertVerified(verifier.verify(token));
        String signature = token.substring(token.lastIndexOf('.') + 1);
        char first = signature.charAt(0) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + first + signature.substring(1);

        assertRejected(verifier.verify(forged), RejectionReason.BAD_SIGNATURE);
        assertRejected(
                verifier.verify(Tokens.signed(new JWSHeader(JWSAlgorithm.RS256), Tokens.ATTACKER)),
                RejectionReason.BAD_SIGNATURE);
        assertThat(cache.size()).isOne();
    }

    @Test
    void badTokensAreNotKept() {
        for (int i = 0; i < 50; i++) {
            verifier.verify(Tokens.signed(new JWSHeader(JWSAlgorithm.RS256), Tokens.ATTACKER));
            verifier.verify(Tokens.signed(Tokens.claimsWith("exp", Tokens.NOW.getEpochSecond() - i)));
            verifier.verify("a.b." + i);
        }
        assertThat(cache.size()).isZero();
    }

    @Test
    void itHoldsNoMoreThanItsBound() {
        for (int i = 0; i < 50; i++) {
            assertVerified(verifier.verify(Tokens.signed(Tokens.claimsWith("jti", "token-" + i))));
        }
        assertThat(cache.size()).isBetween(1L, 10L);
    }

    @Test
    void aLongTokenCountsAsSeveral() {
        for (int i = 0; i < 50; i++) {
            assertVerified(verifier.verify(Tokens.signed(Tokens.claimsWith("jti", i + "x".repeat(3000)))));
        }
        assertThat(cache.size()).isBetween(1L, 2L);
    }

    @Test
    void anEntryLeavesWhenItsTokenExpiresAndAfterAnHourAtMost() {
        JWKSet set = keys.set;
        TokenDigest shortLived = TokenDigest.of("short");
        TokenDigest longLived = TokenDigest.of("long");
        cache.keep(shortLived, 100, set, Map.of(), Duration.ofSeconds(300));
        cache.keep(longLived, 100, set, Map.of(), Duration.ofHours(10));

        nanos.addAndGet(Duration.ofSeconds(300).toNanos() - 1);
        assertThat(cache.claims(shortLived, set)).isPresent();
        nanos.addAndGet(1);
        assertThat(cache.claims(shortLived, set)).isEmpty();
        assertThat(cache.claims(longLived, set)).isPresent();
        nanos.addAndGet(SignatureCache.LONGEST.minusSeconds(300).toNanos());
        assertThat(cache.claims(longLived, set)).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(cache.size()).isZero();
    }

    @Test
    void aTokenThatIsGoodNoLongerIsNotKept() {
        cache.keep(TokenDigest.of("late"), 100, keys.set, Map.of(), Duration.ZERO);

        assertThat(cache.size()).isZero();
    }

    @Test
    void aDigestIsOfTheWholeTokenAndDoesNotShowIt() {
        TokenDigest digest = TokenDigest.of("abc");

        // FIPS 180-2, appendix B.1
        assertThat(digest)
                .isEqualTo(new TokenDigest(
                        0xba7816bf8f01cfeaL, 0x414140de5dae2223L, 0xb00361a396177a9cL, 0xb410ff61f20015adL));
        assertThat(digest.toString()).doesNotContainPattern("[0-9a-f]{6}");
    }

    /** A wall clock that the test sets. */
    private static final class WallClock extends Clock {
        private Instant now = Tokens.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A set that counts how often somebody looks for a key in it, which is once or more for each check. */
    private static final class CountedKeys extends JWKSet {
        private static final long serialVersionUID = 1L;
        private final transient AtomicInteger checks;

        CountedKeys(RSAKey key, AtomicInteger checks) {
            super(key.toPublicJWK());
            this.checks = checks;
        }

        @Override
        public List<JWK> getKeys() {
            checks.incrementAndGet();
            return super.getKeys();
        }
    }

    private static final class Keys implements VerificationKeys {
        private final AtomicInteger checks = new AtomicInteger();
        private JWKSet set;
        private boolean old;
        private boolean unreachable;

        Keys(RSAKey key) {
            set = new CountedKeys(key, checks);
        }

        @Override
        public JWKSet current() throws KeySourceException {
            if (unreachable) {
                throw new KeySourceException("The test says so");
            }
            return set;
        }

        @Override
        public JWKSet refreshed(JWKSet known) {
            return set;
        }

        @Override
        public Optional<JWKSet> atHand() {
            return old ? Optional.empty() : Optional.of(set);
        }

        @Override
        public boolean mayBlock() {
            return true;
        }
    }
}
