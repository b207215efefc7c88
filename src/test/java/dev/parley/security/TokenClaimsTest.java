package dev.parley.security;

import static dev.parley.security.SettingsFixture.settings;
import static dev.parley.security.VerificationAssert.assertRejected;
import static dev.parley.security.VerificationAssert.assertVerified;
import static dev.parley.security.VerificationAssert.userOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.robustness.BadInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 52, and whom a token names. */
class TokenClaimsTest {

    private final JwtVerifier lenient = settings().verifier();

    @Test
    @BadInput(52)
    void theIssuerMustBeTheConfiguredOne() {
        JwtVerifier verifier = settings().issuer("https://issuer.example").verifier();

        assertVerified(verifier.verify(Tokens.good()));
        for (Object wrong :
                List.of("https://issuer.example/", "HTTPS://issuer.example", "https://issuer.example.evil", "")) {
            assertRejected(
                    verifier.verify(Tokens.signed(Tokens.claimsWith("iss", wrong))), RejectionReason.WRONG_ISSUER);
        }
        assertRejected(verifier.verify(Tokens.signed(Tokens.claimsWithout("iss"))), RejectionReason.WRONG_ISSUER);
        assertRejected(
                verifier.verify(Tokens.signed(Tokens.claimsWith("iss", List.of("https://issuer.example")))),
                RejectionReason.BAD_ISS);
    }

    @Test
    void withoutAConfiguredIssuerAnyWillDo() {
        assertVerified(lenient.verify(Tokens.signed(Tokens.claimsWith("iss", "https://other.example"))));
        assertVerified(lenient.verify(Tokens.signed(Tokens.claimsWithout("iss"))));
    }

    @Test
    @BadInput(52)
    void theAudienceIsAStringOrAList() {
        JwtVerifier verifier = settings().audiences("parley", "chat").verifier();

        assertVerified(verifier.verify(withAudience("parley")));
        assertVerified(verifier.verify(withAudience(List.of("chat"))));
        assertVerified(verifier.verify(withAudience(List.of("other", "parley"))));
    }

    @Test
    @BadInput(52)
    void aTokenForAnotherAudienceIsRefused() {
        JwtVerifier verifier = settings().audiences("parley", "chat").verifier();

        assertRejected(verifier.verify(withAudience("other")), RejectionReason.WRONG_AUDIENCE);
        assertRejected(verifier.verify(withAudience("Parley")), RejectionReason.WRONG_AUDIENCE);
        assertRejected(verifier.verify(withAudience("parley,chat")), RejectionReason.WRONG_AUDIENCE);
        assertRejected(verifier.verify(withAudience(List.of("other", "another"))), RejectionReason.WRONG_AUDIENCE);
        assertRejected(verifier.verify(withAudience(List.of())), RejectionReason.WRONG_AUDIENCE);
        assertRejected(verifier.verify(Tokens.good()), RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void anAudienceOfAnotherTypeIsRefusedByItsName() {
        for (Object wrong : List.of(17, true, Map.of("parley", 1), List.of("parley", 17))) {
            assertRejected(lenient.verify(withAudience(wrong)), RejectionReason.BAD_AUD);
        }
    }

    @Test
    void theUserIsTheUpnElseThePreferredNameElseTheSubject() {
        Map<String, Object> claims = Tokens.claimsWith("preferred_username", "ada");

        assertThat(userOf(lenient.verify(Tokens.signed(claims))).id()).isEqualTo("ada@example.org");
        claims.remove("upn");
        assertThat(userOf(lenient.verify(Tokens.signed(claims))).id()).isEqualTo("ada");
        claims.remove("preferred_username");
        assertThat(userOf(lenient.verify(Tokens.signed(claims))).id()).isEqualTo("user-17");
    }

    @Test
    void theSubjectIsTheIdInATokenWithoutOne() {
        AuthenticatedUser user = userOf(lenient.verify(Tokens.signed(Tokens.claimsWithout("sub"))));

        assertThat(user.subject()).isEqualTo("ada@example.org");
    }

    @Test
    void aTokenThatNamesNobodyIsRefused() {
        assertRejected(lenient.verify(Tokens.signed(Tokens.claimsWithout("sub", "upn"))), RejectionReason.NO_USER);
    }

    private static final List<Object> NO_NAMES =
            List.of("", "  ", "line\nbreak", "nul\u0000", "x".repeat(256), 17, List.of("ada"), true);

    @ParameterizedTest
    @ValueSource(strings = {"upn", "preferred_username", "sub"})
    void aNameThatIsNoPlainTextIsRefusedByItsName(String claim) {
        for (Object wrong : NO_NAMES) {
            Map<String, Object> claims = Tokens.claimsWith(claim, wrong);
            if (!claim.equals("upn")) {
                claims.remove("upn");
            }
            VerificationResult verification = lenient.verify(Tokens.signed(claims));

            assertThat(verification).as("%s %s", claim, wrong).isInstanceOf(VerificationResult.Rejected.class);
            assertThat(((VerificationResult.Rejected) verification).reason().sentence())
                    .contains("claim " + claim + " ");
        }
    }

    @Test
    void aPreferredNameIsNotLookedAtBesideAUpn() {
        for (Object unused : NO_NAMES) {
            assertThat(userOf(lenient.verify(Tokens.signed(Tokens.claimsWith("preferred_username", unused))))
                            .id())
                    .isEqualTo("ada@example.org");
        }
    }

    @Test
    void aSubjectIsAStringWhoeverNamesTheUser() {
        for (Object wrong : NO_NAMES) {
            assertRejected(lenient.verify(Tokens.signed(Tokens.claimsWith("sub", wrong))), RejectionReason.BAD_SUB);
        }
    }

    @Test
    void aTokenWithoutGroupsHasNoRoles() {
        assertThat(userOf(lenient.verify(Tokens.signed(Tokens.claimsWithout("groups"))))
                        .roles())
                .isEmpty();
    }

    @Test
    void repeatedGroupsCountOnce() {
        assertThat(userOf(lenient.verify(Tokens.signed(Tokens.claimsWith("groups", List.of("a", "b", "a")))))
                        .roles())
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void groupsOfAnotherTypeAreRefusedByTheirName() {
        for (Object wrong :
                List.of("admin", 17, true, Map.of("admin", true), List.of("a", 17), Arrays.asList("a", null))) {
            assertThat(lenient.verify(Tokens.signed(Tokens.claimsWith("groups", wrong))))
                    .as("groups %s", wrong)
                    .isEqualTo(new VerificationResult.Rejected(RejectionReason.BAD_GROUPS));
        }
    }

    private static String withAudience(Object audience) {
        return Tokens.signed(Tokens.claimsWith("aud", audience));
    }
}
