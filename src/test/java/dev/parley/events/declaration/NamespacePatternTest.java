package dev.parley.events.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePatternTest {

    private final NamespacePattern pattern = NamespacePattern.parse("/tenants/{id}/rooms/{room}");

    @Test
    void parametersStandForOneOrMoreCharactersWithoutASlash() {
        assertThat(pattern.match("/tenants/acme/rooms/7")).contains(Map.of("id", "acme", "room", "7"));
        assertThat(pattern.match("/tenants//rooms/7")).isEmpty();
        assertThat(pattern.match("/tenants/a/b/rooms/7")).isEmpty();
        assertThat(pattern.match("/tenants/acme/rooms/7/")).isEmpty();
        assertThat(pattern.match("/Tenants/acme/rooms/7")).isEmpty();
        assertThat(pattern.match("tenants/acme/rooms/7")).isEmpty();
    }

    @Test
    void aNameMatchesItselfOnly() {
        NamespacePattern name = NamespacePattern.parse("/orders");

        assertThat(name.isName()).isTrue();
        assertThat(name.match("/orders")).contains(Map.of());
        assertThat(name.match("/orders/")).isEmpty();
        assertThat(NamespacePattern.parse("/").match("/")).contains(Map.of());
    }

    @Test
    void braceslessTextIsTakenAsItIs() {
        assertThat(NamespacePattern.parse("/a.b*").match("/a.b*")).isPresent();
        assertThat(NamespacePattern.parse("/a.b*").match("/axb")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "/a,b", "/a?b", "/{}", "/{a", "/a}", "/x{a}", "/{a}{b}", "/{a}/{a}"})
    void otherTextsAreNone(String text) {
        assertThatThrownBy(() -> NamespacePattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
