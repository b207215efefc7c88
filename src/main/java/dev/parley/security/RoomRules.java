package dev.parley.security;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Room access by an ordered list of rules such as {@code admin-*=admin;team-*=member|admin;*=**}. The first rule whose
 * pattern matches the room decides: the user needs one of its roles, or no role at all where the rule says {@code **}.
 * A room that no rule matches is closed to everybody.
 *
 * <p>Immutable and thread-safe; an answer takes a few comparisons and never waits.
 */
public final class RoomRules implements RoomAccessPolicy {

    private static final String EVERYBODY = "**";
    private static final String ALLOWED = "pattern=role, pattern=role|role or pattern=**, separated by semicolons";

    /** An empty set of roles stands for everybody. */
    private record Rule(RoomPattern rooms, Set<String> roles) {

        boolean admits(AuthenticatedUser user) {
            return roles.isEmpty() || roles.stream().anyMatch(user::hasRole);
        }
    }

    private final List<Rule> rules;

    private RoomRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the configured value. Spaces around names do not count. A pattern may contain {@code =}, a role may not.
     *
     * @param text the rules, in the order in which they are tried
     * @throws IllegalArgumentException with one line that shows the bad rule and says what is allowed
     */
    public static RoomRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String rule : text.split(";", -1)) {
            rules.add(rule(rule.strip()));
        }
        return new RoomRules(rules);
    }

    private static Rule rule(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw bad(text, "has no '='");
        }
        String pattern = text.substring(0, equals).strip();
        if (pattern.isEmpty()) {
            throw bad(text, "has no room pattern");
        }
        return new Rule(RoomPattern.parse(pattern), roles(text, text.substring(equals + 1)));
    }

    private static Set<String> roles(String rule, String list) {
        if (list.strip().equals(EVERYBODY)) {
            return Set.of();
        }
        Set<String> roles = new HashSet<>();
        for (String role : list.split("\\|", -1)) {
            String name = role.strip();
            if (name.isEmpty()) {
                throw bad(rule, "has an empty role");
            }
            if (name.contains("*")) {
                throw bad(rule, "has a role with '*'");
            }
            roles.add(name);
        }
        return Set.copyOf(roles);
    }

    private static IllegalArgumentException bad(String rule, String why) {
        return new IllegalArgumentException(
                "The rule " + SingleLineText.quote(rule) + ' ' + why + "; allowed: " + ALLOWED);
    }

    @Override
    public boolean mayEnter(AuthenticatedUser user, String room) {
        Objects.requireNonNull(user, "user");
        for (Rule rule : rules) {
            if (rule.rooms().matches(room)) {
                return rule.admits(user);
            }
        }
        return false;
    }
}
