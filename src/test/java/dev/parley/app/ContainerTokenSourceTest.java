package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** The server looks for tokens where there are none. */
class ContainerTokenSourceTest {

    private final ConfigSource source = new ContainerTokenSource();

    @Test
    void namesACookieThatNobodyKnows() {
        assertThat(source.getValue("mp.jwt.token.header")).isEqualTo("Cookie");
        assertThat(source.getValue("mp.jwt.token.cookie")).matches("none-[0-9a-f-]{36}");
    }

    @Test
    void isOneForAllWhoLoadIt() {
        assertThat(new ContainerTokenSource().getValue("mp.jwt.token.cookie"))
                .isEqualTo(source.getValue("mp.jwt.token.cookie"));
    }

    @Test
    void hasNothingElseToSay() {
        assertThat(source.getPropertyNames()).containsExactlyInAnyOrder("mp.jwt.token.header", "mp.jwt.token.cookie");
        assertThat(source.getValue("mp.jwt.verify.issuer")).isNull();
    }
}
