package dev.parley.security;

import dev.parley.api.AuthenticatedUser;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do something, as {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} say it.
 *
 * @param rule which of them
 * @param roles of which the user needs one; empty for the other rules
 */
public record Access(Rule rule, Set<String> roles) {

    /** Everybody. */
    public static final Access PERMIT = new Access(Rule.PERMIT, Set.of());
    /** Nobody. */
    public static final Access DENY = new Access(Rule.DENY, Set.of());

    /** Whoever is signed in, as in the Jakarta specifications. */
    private static final String ANY_SIGNED_IN = "**";

    /** The kinds of rules. */
    public enum Rule {
        /** Everybody may. */
        PERMIT,
        /** Nobody may. */
        DENY,
        /** Users with one of the roles may. */
        ROLES
    }

    /** Copies the roles. */
    public Access {
        roles = Set.copyOf(roles);
    }

    /** Users with one of the roles; {@code **} stands for every user. */
    public static Access roles(String... roles) {
        return new Access(Rule.ROLES, Set.of(roles));
    }

    /** Whether a user may; empty for somebody who has not signed in. */
    public boolean permits(Optional<AuthenticatedUser> user) {
        return switch (rule) {
            case PERMIT -> true;
            case DENY -> false;
            case ROLES ->
                user.isPresent()
                        && (roles.contains(ANY_SIGNED_IN) || roles.stream().anyMatch(user.get()::hasRole));
        };
    }
}
