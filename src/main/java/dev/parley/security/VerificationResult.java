package dev.parley.security;

import dev.parley.api.AuthenticatedUser;
import java.util.Objects;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The result of verifying a token: a user, or the reason for the rejection. */
public sealed interface VerificationResult {

    /**
     * The token is good.
     *
     * @param user the user whom the token names
     * @param token the token with all its claims
     */
    record Verified(AuthenticatedUser user, JsonWebToken token) implements VerificationResult {
        public Verified {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * The token is rejected.
     *
     * @param reason what to tell the client
     */
    record Rejected(RejectionReason reason) implements VerificationResult {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
