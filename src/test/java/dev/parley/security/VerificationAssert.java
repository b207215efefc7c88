package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;

/** What tests say about a {@link VerificationResult}. */
final class VerificationAssert {

    private VerificationAssert() {}

    static AuthenticatedUser userOf(VerificationResult verification) {
        assertThat(verification).isInstanceOf(VerificationResult.Verified.class);
        return ((VerificationResult.Verified) verification).user();
    }

    static void assertVerified(VerificationResult verification) {
        userOf(verification);
    }

    static void assertRejected(VerificationResult verification, RejectionReason reason) {
        assertThat(verification).isEqualTo(new VerificationResult.Rejected(reason));
    }
}
