package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests say about a {@link Verification}. */
final class VerificationAssert {

    private VerificationAssert() {}

    static AuthenticatedUser userOf(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).user();
    }

    static void assertVerified(Verification verification) {
        userOf(verification);
    }

    static void assertRejected(Verification verification, RejectionReason reason) {
        assertThat(verification).isEqualTo(new Verification.Rejected(reason));
    }
}
