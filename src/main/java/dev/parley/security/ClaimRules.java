package dev.parley.security;

import dev.parley.api.AuthenticatedUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the claims of a token (RFC 7519, section 4.1, and MicroProfile JWT) whose signature is good. */
final class ClaimRules {

    /**
     * The claims that can name the user, in their order (MicroProfile JWT 2.1), and the reason for rejecting a bad one.
     */
    private static final Map<String, RejectionReason> NAME_CLAIMS = inOrder();

    /** The longest name that OpenID Connect allows for {@code sub}; each message of the user carries the name. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final String SUBJECT = "sub";

    private final JwtSettings settings;
    private final Clock clock;

    ClaimRules(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Checks the claims and returns the user whom they name. */
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
        Optional<Instant> expiry = claims.instant("exp", RejectionReason.BAD_EXP);
        Optional<Instant> notBefore = claims.instant("nbf", RejectionReason.BAD_NBF);
        Optional<Instant> issuedAt = claims.instant("iat", RejectionReason.BAD_IAT);

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
        Optional<String> issuer = claims.text("iss", RejectionReason.BAD_ISS);
        refuseIf(settings.issuer().isPresent() && !settings.issuer().equals(issuer), RejectionReason.WRONG_ISSUER);
    }

    private void requireAudience(TokenClaims claims) throws TokenRejectedException {
        List<String> audience = claims.textOrTexts("aud", RejectionReason.BAD_AUD);
        Set<String> ours = settings.audiences();
        refuseIf(!ours.isEmpty() && Collections.disjoint(ours, audience), RejectionReason.WRONG_AUDIENCE);
    }

    private static Map<String, RejectionReason> inOrder() {
        Map<String, RejectionReason> claims = new LinkedHashMap<>();
        claims.put("upn", RejectionReason.BAD_UPN);
        claims.put("preferred_username", RejectionReason.BAD_PREFERRED_USERNAME);
        claims.put(SUBJECT, RejectionReason.BAD_SUB);
        return claims;
    }

    /**
     * The first claim that is present names the user. The claims after it are ignored, whatever they contain, except
     * that {@code sub} is always checked.
     */
    private static AuthenticatedUser user(TokenClaims claims, Instant expiresAt) throws TokenRejectedException {
        Optional<String> id = Optional.empty();
        for (Map.Entry<String, RejectionReason> claim : NAME_CLAIMS.entrySet()) {
            if (id.isEmpty()) {
                id = name(claims, claim.getKey(), claim.getValue());
            }
        }
        String user = id.orElseThrow(() -> rejected(RejectionReason.NO_USER));
        // By RFC 7519, section 4.1.2, sub is a string, whichever claim names the user.
        String subject = name(claims, SUBJECT, RejectionReason.BAD_SUB).orElse(user);
        return new AuthenticatedUser(
                user, subject, new HashSet<>(claims.texts("groups", RejectionReason.BAD_GROUPS)), expiresAt);
    }

    private static Optional<String> name(TokenClaims claims, String claim, RejectionReason otherwise)
            throws TokenRejectedException {
        Optional<String> name = claims.text(claim, otherwise);
        if (name.isPresent()) {
            String value = name.get();
            boolean sound = !value.isBlank()
                    && value.length() <= MAX_NAME_LENGTH
                    && value.chars().noneMatch(Character::isISOControl);
            refuseIf(!sound, otherwise);
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
