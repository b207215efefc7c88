package dev.parley.security;

import dev.parley.api.AuthenticatedUser;
import java.util.Map;

/** What the verifier says of a good token, for tests that have no keys. */
public final class GoodToken {

    private GoodToken() {}

    /** The token names this user and has no other claims. */
    public static VerificationResult.Verified of(AuthenticatedUser user) {
        return new VerificationResult.Verified(
                user, new VerifiedToken(user.id(), "raw-" + user.id(), Map.of("upn", user.id())));
    }
}
