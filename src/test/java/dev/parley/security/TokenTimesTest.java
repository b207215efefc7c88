package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static dev.parley.security.VerificationAssert.userOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.robustness.BadInput;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 51: the times of a token at the very edges. */
class TokenTimesTest {

    private static final long SKEW = 30;
    private static final long NOW = Tokens.NOW.getEpochSecond();

    private final JwtVerifier exact = settings().verifier();
    private final JwtVerifier tolerant =
            settings().clockSkew(Duration.ofSeconds(SKEW)).verifier();

    @Test
    @BadInput(51)
    void aTokenExpiresInTheSecondOfItsExpiry() {
        assertVerified(exact.verify(with("exp", NOW + 1)));
        assertRejected(exact.verify(with("exp", NOW)), RejectionReason.EXPIRED);
        assertRejected(exact.verify(with("exp", NOW - 1)), RejectionReason.EXPIRED);
    }

    @Test
    @BadInput(51)
    void theSkewPutsOffTheExpiry() {
        assertVerified(tolerant.verify(with("exp", NOW - SKEW + 1)));
        assertRejected(tolerant.verify(with("exp", NOW - SKEW)), RejectionReason.EXPIRED);
        assertRejected(tolerant.verify(with("exp", NOW - SKEW - 1)), RejectionReason.EXPIRED);
    }

    @Test
    void aUserJustVerifiedIsNotExpired() {
        AuthenticatedUser user = userOf(tolerant.verify(with("exp", NOW - SKEW + 1)));

        assertThat(user.expiresAt()).isEqualTo(Tokens.NOW.plusSeconds(1));
    }

    @Test
    void aTokenIsGoodFromItsNotBeforeTimeOn() {
        assertVerified(exact.verify(with("nbf", NOW - 1)));
        assertVerified(exact.verify(with("nbf", NOW)));
        assertRejected(exact.verify(with("nbf", NOW + 1)), RejectionReason.NOT_YET_VALID);
    }

    @Test
    @BadInput(51)
    void theSkewBringsForwardTheNotBeforeTime() {
        assertVerified(tolerant.verify(with("nbf", NOW + SKEW - 1)));
        assertVerified(tolerant.verify(with("nbf", NOW + SKEW)));
        assertRejected(tolerant.verify(with("nbf", NOW + SKEW + 1)), RejectionReason.NOT_YET_VALID);
    }

    @Test
    @BadInput(51)
    void aTokenCannotComeFromTheFuture() {
        assertVerified(exact.verify(with("iat", NOW)));
        assertRejected(exact.verify(with("iat", NOW + 1)), RejectionReason.NOT_YET_VALID);
        assertVerified(tolerant.verify(with("iat", NOW + SKEW)));
        assertRejected(tolerant.verify(with("iat", NOW + SKEW + 1)), RejectionReason.NOT_YET_VALID);
    }

    @Test
    void aTokenMayNotBeOlderThanItsAllowedAge() {
        JwtVerifier verifier = settings().tokenAge(Duration.ofSeconds(60)).verifier();

        assertVerified(verifier.verify(with("iat", NOW - 59)));
        assertVerified(verifier.verify(with("iat", NOW - 60)));
        assertRejected(verifier.verify(with("iat", NOW - 61)), RejectionReason.TOO_OLD);
    }

    @Test
    void theSkewExtendsTheAllowedAge() {
        JwtVerifier verifier = settings()
                .tokenAge(Duration.ofSeconds(60))
                .clockSkew(Duration.ofSeconds(SKEW))
                .verifier();

        assertVerified(verifier.verify(with("iat", NOW - 60 - SKEW)));
        assertRejected(verifier.verify(with("iat", NOW - 61 - SKEW)), RejectionReason.TOO_OLD);
    }

    @Test
    void anAgeCannotBeJudgedWithoutAnIssueTime() {
        String token = Tokens.signed(Tokens.claimsWithout("iat"));

        assertVerified(exact.verify(token));
        assertRejected(
                settings().tokenAge(Duration.ofSeconds(60)).verifier().verify(token),
                RejectionReason.MISSING_ISSUE_TIME);
    }

    @Test
    @BadInput(51)
    void aTokenThatNeverExpiresIsRefused() {
        assertRejected(exact.verify(Tokens.signed(Tokens.claimsWithout("exp"))), RejectionReason.MISSING_EXPIRY);
        assertRejected(exact.verify(Tokens.signed("{\"sub\":\"a\",\"exp\":null}")), RejectionReason.MISSING_EXPIRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void aTimeThatIsNoSaneNumberIsRefused(String claim) {
        List<Object> wrong = List.of(
                "1893456000",
                "soon",
                -1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                253_402_300_800L,
                1e300,
                new BigInteger("2").pow(64).add(BigInteger.valueOf(NOW)),
                true,
                List.of(NOW),
                Map.of("seconds", NOW));

        for (Object value : wrong) {
            assertThat(exact.verify(Tokens.signed(Tokens.claimsWith(claim, value))))
                    .as("%s %s", claim, value)
                    .isEqualTo(new VerificationResult.Rejected(
                            RejectionReason.valueOf("BAD_" + claim.toUpperCase(Locale.ROOT))));
        }
    }

    /** Milliseconds of 64 bits wrap around at this number of seconds; it must not come out as a time near ours. */
    @Test
    @BadInput(51)
    void aTimeThatOverflowsIsRefused() {
        long wraps = BigInteger.TWO.pow(64).divide(BigInteger.valueOf(1000)).longValueExact() + NOW + 60;

        assertRejected(exact.verify(with("exp", wraps)), RejectionReason.BAD_EXP);
    }

    @Test
    void anExpiryInMillisecondsIsRefusedWithAWordOfThem() {
        assertRejected(exact.verify(with("exp", (NOW + 60) * 1000)), RejectionReason.BAD_EXP);
        assertThat(RejectionReason.BAD_EXP.sentence()).contains("claim exp ").contains("Milliseconds");
    }

    @Test
    void aTimeMayHaveAFraction() {
        assertVerified(exact.verify(Tokens.signed(Tokens.claimsWith("exp", NOW + 0.5))));
        assertRejected(exact.verify(Tokens.signed(Tokens.claimsWith("exp", NOW - 0.5))), RejectionReason.EXPIRED);
    }

    @Test
    void theLastSecondOfTheCalendarIsATime() {
        assertVerified(tolerant.verify(with("exp", 253_402_300_799L)));
    }

    private static String with(String claim, long value) {
        return Tokens.signed(Tokens.claimsWith(claim, value));
    }
}
