package dev.parley.security;

import java.util.Objects;

/** What became of a token: a user, or the reason why not. */
public sealed interface Verification {

    /**
     * The token is good.
     *
     * @param user whom it names
     */
    record Verified(AuthenticatedUser user) implements Verification {
        public Verified {
            Objects.requireNonNull(user, "user");
        }
    }

    /**
     * The token is refused.
     *
     * @param reason what to tell the client
     */
    record Rejected(RejectionReason reason) implements Verification {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
