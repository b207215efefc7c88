package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomRulesTest {

    private final AuthenticatedUser admin = user("admin");
    private final AuthenticatedUser member = user("member");
    private final AuthenticatedUser guest = user();

    private final RoomAccessPolicy rules = RoomRules.parse("admin-*=admin;team-*=member|admin;*=**");

    @Test
    void theFirstRuleThatMatchesDecides() {
        assertThat(rules.mayEnter(admin, "admin-1")).isTrue();
        assertThat(rules.mayEnter(member, "admin-1")).isFalse();
        assertThat(rules.mayEnter(guest, "admin-1")).isFalse();
        assertThat(rules.mayEnter(admin, "team-a")).isTrue();
        assertThat(rules.mayEnter(member, "team-a")).isTrue();
        assertThat(rules.mayEnter(guest, "team-a")).isFalse();
        assertThat(rules.mayEnter(guest, "lobby")).isTrue();
    }

    @Test
    void aLaterRuleCannotOpenWhatAnEarlierOneCloses() {
        RoomAccessPolicy closed = RoomRules.parse("*=admin;lobby=**");

        assertThat(closed.mayEnter(guest, "lobby")).isFalse();
    }

    @Test
    void aRoomWithoutARuleIsClosedToEverybody() {
        RoomAccessPolicy teamsOnly = RoomRules.parse("team-*=**");

        assertThat(teamsOnly.mayEnter(admin, "lobby")).isFalse();
    }

    @Test
    void roomsAndRolesAreComparedExactly() {
        assertThat(rules.mayEnter(user("Admin"), "admin-1")).isFalse();
        assertThat(rules.mayEnter(guest, "Admin-1")).isTrue();
        assertThat(rules.mayEnter(user("**"), "admin-1")).isFalse();
    }

    @Test
    void spacesAroundNamesDoNotCountAndAPatternMayHaveAnEqualsSign() {
        RoomAccessPolicy spaced = RoomRules.parse(" a=b = member | admin ; two words = ** ");

        assertThat(spaced.mayEnter(member, "a=b")).isTrue();
        assertThat(spaced.mayEnter(guest, "a=b")).isFalse();
        assertThat(spaced.mayEnter(guest, "two words")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a,a,true",
        "a,ab,false",
        "a,ba,false",
        "*,anything,true",
        "a*,a,true",
        "a*,abc,true",
        "a*,ba,false",
        "*a,ba,true",
        "*a,ab,false",
        "a*a,a,false",
        "a*a,aa,true",
        "a*a,aba,true",
        "ab*ba,aba,false",
        "a*b*c,abc,true",
        "a*b*c,a-b-b-c,true",
        "a*b*c,acb,false",
        "*ab*ab*,ab-ab,true",
        "*ab*ab*,aab,false",
        "*a*bc*c,abcc,true",
        "*a*bc*c,abc,false",
        "**,x,true",
        "a**b,ab,true",
        ".*,x,false",
        "[a]?,a,false",
        "a.c,abc,false"
    })
    void aStarStandsForAnyCharactersAndNothingElseIsSpecial(String pattern, String room, boolean matches) {
        assertThat(RoomPattern.parse(pattern).matches(room)).isEqualTo(matches);
    }

    @Test
    void manyStarsCostNoMoreThanFew() {
        RoomAccessPolicy hostile = RoomRules.parse("*a".repeat(5_000) + "*b=**");

        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(hostile.mayEnter(guest, "a".repeat(100_000))).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "lobby",
                "=admin",
                "lobby=",
                "lobby=|",
                "lobby=a|",
                "lobby=|a",
                "lobby=*",
                "lobby=***",
                "lobby=a|**",
                "lobby=ad*",
                "a=b;",
                ";a=b",
                "a=b;;c=d",
                "line\nbreak"
            })
    void refusesABadRuleWithOneLine(String text) {
        assertThatThrownBy(() -> RoomRules.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The rule '")
                .hasMessageContaining("; allowed: pattern=role")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    private static AuthenticatedUser user(String... roles) {
        return new AuthenticatedUser("ada", "17", Set.of(roles), Instant.MAX);
    }
}
