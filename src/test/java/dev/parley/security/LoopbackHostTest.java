package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.9.9.9", "127.255.255.255", "[::1]"})
    void isOfThisMachine(String host) {
        assertThat(LoopbackHost.isNamed(host)).isTrue();
        assertThat(LoopbackHost.isInHeader(host)).isTrue();
        assertThat(LoopbackHost.isInHeader(host + ":5173")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "evil-localhost",
                "notlocalhost",
                "localhost.",
                ".localhost",
                "a b.localhost",
                "evil.test#.localhost",
                "evil.test@localhost",
                "127.0.0.256",
                "127.0.0",
                "127.1",
                "128.0.0.1",
                "0.0.0.0",
                "[::2]",
                "[::ffff:127.0.0.1]",
                "::1",
                "192.168.1.7",
                "chat.example"
            })
    void isNotForSureOfThisMachine(String host) {
        assertThat(LoopbackHost.isNamed(host)).isFalse();
        assertThat(LoopbackHost.isInHeader(host)).isFalse();
        assertThat(LoopbackHost.isInHeader(host + ":3001")).isFalse();
    }

    /** Found by fuzzing: it took a piece of the stack for each label, so 4 KB of them were a StackOverflowError. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a-b.", "localhost."})
    void anyNumberOfLabelsIsRead(String label) {
        String labels = label.repeat(50_000);

        assertThat(LoopbackHost.isInHeader(labels + "localhost")).isTrue();
        assertThat(LoopbackHost.isInHeader(labels)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:", "localhost:x", "localhost:3001:evil.test", "localhost:3001,evil.test"})
    void aHeaderIsAHostAndPerhapsAPort(String header) {
        assertThat(LoopbackHost.isInHeader(header)).isFalse();
    }
}
