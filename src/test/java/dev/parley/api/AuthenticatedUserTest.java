package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatedUserTest {

    private final AuthenticatedUser ada = new AuthenticatedUser("ada", "17", Set.of("member"), Instant.EPOCH);

    @Test
    void hasTheRolesOfItsTokenAndNoOthers() {
        assertThat(ada.hasRole("member")).isTrue();
        assertThat(ada.hasRole("Member")).isFalse();
        assertThat(ada.hasRole("")).isFalse();
    }

    @Test
    void isTheSameSubjectWhateverItsRolesAndExpiry() {
        assertThat(ada.sameSubjectAs(new AuthenticatedUser("ada", "17", Set.of(), Instant.MAX)))
                .isTrue();
    }

    @Test
    void isAnotherSubjectWhenEitherNameDiffers() {
        assertThat(ada.sameSubjectAs(new AuthenticatedUser("ada", "18", Set.of(), Instant.MAX)))
                .isFalse();
        assertThat(ada.sameSubjectAs(new AuthenticatedUser("eve", "17", Set.of(), Instant.MAX)))
                .isFalse();
    }

    @Test
    void keepsItsRolesToItself() {
        Set<String> roles = new HashSet<>(Set.of("member"));
        AuthenticatedUser user = new AuthenticatedUser("ada", "17", roles, Instant.EPOCH);
        roles.add("admin");

        assertThat(user.hasRole("admin")).isFalse();
    }

    @Test
    void cannotBeNameless() {
        assertThatThrownBy(() -> new AuthenticatedUser(" ", "17", Set.of(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuthenticatedUser("ada", "", Set.of(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
