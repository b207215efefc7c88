package dev.parley.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The person or program behind a verified token.
 *
 * @param id the name under which everybody else knows this user: {@code upn}, else {@code preferred_username}, else
 *     {@code sub}
 * @param subject the issuer's own name for the user ({@code sub}), or {@code id} in a token without one
 * @param roles the token's {@code groups}; empty when it names none
 * @param expiresAt the first moment at which the token is no longer accepted: its {@code exp} plus the tolerated
 *     clock skew, so that a user just verified is never expired already
 */
public record AuthenticatedUser(String id, String subject, Set<String> roles, Instant expiresAt) {

    /** @throws IllegalArgumentException if {@code id} or {@code subject} is blank */
    public AuthenticatedUser {
        if (id.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("A user needs an id and a subject");
        }
        roles = Set.copyOf(roles);
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Whether the token grants {@code role}; the comparison is exact. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /**
     * Whether a fresh token of {@code other} may replace this one on a live socket. Both names must agree: presence and
     * direct messages are addressed by {@code id}, so a socket cannot change its {@code id} even if the issuer says
     * that the account behind it is the same.
     */
    public boolean sameSubjectAs(AuthenticatedUser other) {
        return id.equals(other.id) && subject.equals(other.subject);
    }
}
