package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is not said to be open is closed. */
class AccessRuleTest {

    /** Says nothing. */
    public static class Silent {
        public void silent() {}

        @PermitAll
        public void open() {}

        @RolesAllowed({"a", "b"})
        public void some() {}
    }

    /** Says it for all of its methods. */
    @RolesAllowed("admin")
    public static class Closed {
        public void silent() {}

        @PermitAll
        public void open() {}

        @DenyAll
        public void nobody() {}

        @PermitAll
        @RolesAllowed("a")
        public void contradictory() {}
    }

    /** What a container makes of it: annotations of classes and methods are not inherited. */
    public static class Generated extends Closed {
        @Override
        public void silent() {}

        @Override
        public void nobody() {}
    }

    private static AccessRule access(Class<?> type, String method) throws NoSuchMethodException {
        return AccessRule.to(type, type.getMethod(method));
    }

    @Test
    void aMethodThatSaysNothingIsForNobody() throws NoSuchMethodException {
        assertThat(access(Silent.class, "silent").isFor(role -> true)).isFalse();
    }

    @Test
    void whatTheContainerAnswersByItselfIsForNobody() {
        assertThat(AccessRule.to(null, null).isFor(role -> true)).isFalse();
    }

    @Test
    void aMethodGoesBeforeItsClass() throws NoSuchMethodException {
        assertThat(access(Closed.class, "open").isOpen()).isTrue();
        assertThat(access(Closed.class, "nobody").isFor(role -> true)).isFalse();
        assertThat(access(Closed.class, "silent").roles()).containsExactly("admin");
    }

    @Test
    void oneOfTheRolesIsEnough() throws NoSuchMethodException {
        assertThat(access(Silent.class, "some").isFor(Set.of("b")::contains)).isTrue();
        assertThat(access(Silent.class, "some").isFor(Set.of("c")::contains)).isFalse();
    }

    @Test
    void aContradictionIsForNobody() throws NoSuchMethodException {
        assertThat(access(Closed.class, "contradictory").isFor(role -> true)).isFalse();
    }

    @Test
    void whatAContainerGeneratesIsAsItsOriginal() throws NoSuchMethodException {
        assertThat(access(Generated.class, "silent").roles()).containsExactly("admin");
        assertThat(access(Generated.class, "nobody").isFor(role -> true)).isFalse();
        assertThat(access(Generated.class, "open").isOpen()).isTrue();
    }

    @Test
    void everyResourceSaysWhoItIsFor() {
        new AdminApplication()
                .getClasses().stream()
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(AccessRuleTest::isCall)
                        .forEach(call -> {
                            AccessRule access = AccessRule.to(call.getDeclaringClass(), call);
                            assertThat(access.isOpen() || !access.roles().isEmpty())
                                    .as("%s", call)
                                    .isTrue();
                        });
    }

    private static boolean isCall(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class));
    }
}
