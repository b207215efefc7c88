package dev.parley.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the claims of a token must say (RFC 7519, section 4.1, and MicroProfile JWT), once its signature is good. */
final class ClaimRules {

    /** In this order; MicroProfile JWT, "Requirements for Rejecting MP-JWT Tokens" and the principal's name. */
    private static final List<String> NAME_CLAIMS = List.of("upn", "preferred_username", "sub");

    /** What OpenID Connect allows for {@code sub}; the name travels with each message of the user. */
    private static final int MAX_NAME_LENGTH = 255;

    private final JwtSettings settings;
    private final Clock clock;

    ClaimRules(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The user whom good claims name. */
    AuthenticatedUser apply(TokenClaims claims) throws TokenRejectedException {
        Instant expiresAt = requireTimely(claims);
        requireIssuer(claims);
        requireAudience(claims);
        return user(claims, expiresAt);
    }

    /** Each limit is moved by the clock skew in the token's favour. */
    private Instant requireTimely(TokenClaims claims) throws TokenRejectedException {
        Instant now = clock.instant();
        Duration skew = settings.clockSkew();
        Optional<Instant> expiry = claims.instant("exp");
        Optional<Instant> notBefore = claims.instant("nbf");
        Optional<Instant> issuedAt = claims.instant("iat");

        Instant expiresAt = expiry.orElseThrow(() -> rejected(RejectionReason.MISSING_EXPIRY))
                .plus(skew);
        refuseIf(!now.isBefore(expiresAt), RejectionReason.EXPIRED);
        Instant latestStart = now.plus(skew);
        refuseIf(notBefore.filter(latestStart::isBefore).isPresent(), RejectionReason.NOT_YET_VALID);
        refuseIf(issuedAt.filter(latestStart::isBefore).isPresent(), RejectionReason.NOT_YET_VALID);
        if (settings.tokenAge().isPresent()) {
            Instant issued = issuedAt.orElseThrow(() -> rejected(RejectionReason.MISSING_ISSUE_TIME));
            refuseIf(now.isAfter(issued.plus(settings.tokenAge().get()).plus(skew)), RejectionReason.TOO_OLD);
        }
        return expiresAt;
    }

    private void requireIssuer(TokenClaims claims) throws TokenRejectedException {
        Optional<String> issuer = claims.text("iss");
        refuseIf(settings.issuer().isPresent() && !settings.issuer().equals(issuer), RejectionReason.WRONG_ISSUER);
    }

    private void requireAudience(TokenClaims claims) throws TokenRejectedException {
        List<String> audience = claims.textOrTexts("aud");
        Set<String> ours = settings.audiences();
        refuseIf(!ours.isEmpty() && Collections.disjoint(ours, audience), RejectionReason.WRONG_AUDIENCE);
    }

    private static AuthenticatedUser user(TokenClaims claims, Instant expiresAt) throws TokenRejectedException {
        String id = null;
        for (String claim : NAME_CLAIMS) {
            Optional<String> name = name(claims, claim);
            if (id == null && name.isPresent()) {
                id = name.get();
            }
        }
        refuseIf(id == null, RejectionReason.NO_USER);
        String subject = name(claims, "sub").orElse(id);
        return new AuthenticatedUser(id, subject, new HashSet<>(claims.texts("groups")), expiresAt);
    }

    private static Optional<String> name(TokenClaims claims, String claim) throws TokenRejectedException {
        Optional<String> name = claims.text(claim);
        if (name.isPresent()) {
            String value = name.get();
            boolean sound = !value.isBlank()
                    && value.length() <= MAX_NAME_LENGTH
                    && value.chars().noneMatch(Character::isISOControl);
            refuseIf(!sound, RejectionReason.MALFORMED);
        }
        return name;
    }

    private static void refuseIf(boolean wrong, RejectionReason reason) throws TokenRejectedException {
        if (wrong) {
            throw rejected(reason);
        }
    }

    private static TokenRejectedException rejected(RejectionReason reason) {
        return new TokenRejectedException(reason);
    }
}
