package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Case 54 with an issuer and a clock of the test's own; {@link KeyEndpointTest} has the real thing. */
class RemoteKeysTest {

    private static final RSAKey OLD = Tokens.ISSUER;
    private static final RSAKey NEW = Tokens.rsaKey("issuer-2");

    private final Issuer issuer = new Issuer();
    private final AtomicLong nanos = new AtomicLong(-17);
    private final JwtVerifier verifier = settings().verifier(new RemoteKeys(issuer, nanos::get));

    @Test
    void tellsThatItMayBlock() {
        assertThat(verifier.mayBlock()).isTrue();
    }

    @Test
    void fetchesNothingBeforeTheFirstToken() {
        assertThat(issuer.fetches).hasValue(0);
    }

    @Test
    void fetchesOnceForManyTokens() {
        for (int i = 0; i < 100; i++) {
            assertVerified(verifier.verify(tokenOf(OLD)));
        }

        assertThat(issuer.fetches).hasValue(1);
    }

    /** So that nobody with a good token waits behind those who bring strange ones. */
    @Test
    void decidesAtOnceAboutKeysThatItHasAndNeverAboutOthers() {
        assertThat(verifier.verifyAtOnce(tokenOf(OLD)))
                .as("before the first fetch")
                .isEmpty();
        assertVerified(verifier.verify(tokenOf(OLD)));

        assertVerified(verifier.verifyAtOnce(tokenOf(OLD)).orElseThrow());
        assertThat(verifier.verifyAtOnce(tokenNaming("unknown"))).isEmpty();
        assertThat(verifier.verifyAtOnce("malformed")).isPresent();
        assertThat(issuer.fetches).hasValue(1);

        pass(RemoteKeys.TIME_TO_LIVE.minusMillis(1));
        assertThat(verifier.verifyAtOnce(tokenOf(OLD))).as("old keys").isEmpty();
        assertVerified(verifier.verify(tokenOf(OLD)));
        pass(Duration.ofMillis(1));
        assertVerified(verifier.verify(tokenOf(OLD)));
        assertVerified(verifier.verifyAtOnce(tokenOf(OLD)).orElseThrow());
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void fetchesAnewWhenTheKeysHaveAged() {
        assertVerified(verifier.verify(tokenOf(OLD)));
        pass(RemoteKeys.TIME_TO_LIVE.minusMillis(1));
        assertVerified(verifier.verify(tokenOf(OLD)));
        assertThat(issuer.fetches).hasValue(1);

        pass(Duration.ofMillis(1));
        assertVerified(verifier.verify(tokenOf(OLD)));
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void findsANewKeyAtOnce() {
        assertVerified(verifier.verify(tokenOf(OLD)));
        issuer.keys = new JWKSet(List.of(OLD, NEW));

        assertVerified(verifier.verify(tokenOf(NEW)));
        assertVerified(verifier.verify(tokenOf(OLD)));
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void forgetsAKeyThatTheIssuerHasWithdrawn() {
        assertVerified(verifier.verify(tokenOf(OLD)));
        issuer.keys = new JWKSet(NEW);
        pass(RemoteKeys.TIME_TO_LIVE);

        assertRejected(verifier.verify(tokenOf(OLD)), RejectionReason.UNKNOWN_KEY);
    }

    @Test
    @BadInput(54)
    void aFloodOfUnknownKeyIdsMultipliesNoFetches() {
        assertVerified(verifier.verify(tokenOf(OLD)));

        for (int i = 0; i < 1_000; i++) {
            assertRejected(verifier.verify(tokenNaming("unknown-" + i)), RejectionReason.UNKNOWN_KEY);
            assertVerified(verifier.verify(tokenOf(OLD)));
        }
        assertThat(issuer.fetches).hasValueLessThanOrEqualTo(2);

        pass(RemoteKeys.MIN_INTERVAL);
        for (int i = 0; i < 1_000; i++) {
            assertRejected(verifier.verify(tokenNaming("unknown-" + i)), RejectionReason.UNKNOWN_KEY);
        }
        assertThat(issuer.fetches).hasValueLessThanOrEqualTo(4);
    }

    /** Were a flood able to use up the fetches that the ageing keys need, it would lock everybody out. */
    @Test
    void aFloodOfUnknownKeyIdsNeverLocksGoodTokensOut() {
        for (int second = 0; second < 3 * RemoteKeys.TIME_TO_LIVE.toSeconds(); second++) {
            for (int i = 0; i < 5; i++) {
                assertRejected(verifier.verify(tokenNaming("unknown")), RejectionReason.UNKNOWN_KEY);
            }
            assertVerified(verifier.verify(tokenOf(OLD)));
            pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void manyCallersShareOneFetch() {
        List<CompletableFuture<VerificationResult>> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> verifier.verify(tokenOf(OLD))))
                .toList();

        answers.forEach(answer -> assertVerified(answer.join()));
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void theLastKeysStayGoodWhileTheIssuerIsDown() {
        assertVerified(verifier.verify(tokenOf(OLD)));
        issuer.down = true;

        pass(RemoteKeys.OUTAGE_TIME_TO_LIVE.minusMinutes(1));
        assertVerified(verifier.verify(tokenOf(OLD)));
        assertRejected(verifier.verify(tokenOf(NEW)), RejectionReason.UNKNOWN_KEY);
    }

    @Test
    void theLastKeysAreNotGoodForever() {
        assertVerified(verifier.verify(tokenOf(OLD)));
        issuer.down = true;

        pass(RemoteKeys.OUTAGE_TIME_TO_LIVE.plus(RemoteKeys.TIME_TO_LIVE));
        assertRejected(verifier.verify(tokenOf(OLD)), RejectionReason.KEYS_UNAVAILABLE);
    }

    @Test
    void anIssuerThatIsDownAtStartIsAskedNowAndThen() {
        issuer.down = true;
        for (int i = 0; i < 100; i++) {
            assertRejected(verifier.verify(tokenOf(OLD)), RejectionReason.KEYS_UNAVAILABLE);
        }
        assertThat(issuer.fetches).hasValueLessThanOrEqualTo(2);

        issuer.down = false;
        pass(RemoteKeys.MIN_INTERVAL);
        assertVerified(verifier.verify(tokenOf(OLD)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String tokenOf(RSAKey key) {
        return Tokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key);
    }

    private static String tokenNaming(String keyId) {
        return Tokens.raw("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}", "{}", "AAAA");
    }

    private static final class Issuer implements JWKSetSource<SecurityContext> {

        private final AtomicInteger fetches = new AtomicInteger();
        private volatile JWKSet keys = new JWKSet(OLD);
        private volatile boolean down;

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
                throws JWKSetRetrievalException {
            fetches.incrementAndGet();
            if (down) {
                throw new JWKSetRetrievalException("down", null);
            }
            return new JWKSet(keys.getKeys());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
