package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.admin.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyJsonTest {

    private static final int MAX = 2000;

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,null]}", "[]", "\"€\"", "7", "true", "null"})
    void readsAnyJson(String text) throws IOException {
        assertThat(BodyJson.read(stream(text.getBytes(StandardCharsets.UTF_8)), MAX))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "hello", "{} {}", "{'a':1}", "1e99999"})
    void refusesWhatIsNoJson(String text) {
        assertStatus(text.getBytes(StandardCharsets.UTF_8), 400);
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertStatus("[".repeat(257).getBytes(StandardCharsets.UTF_8), 400);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertStatus(new byte[] {'"', (byte) 0xC3, '"'}, 400);
    }

    @Test
    void refusesNothing() {
        assertStatus(new byte[0], 400);
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        assertThat(BodyJson.read(stream(text(MAX)), MAX)).isNotNull();
        assertStatus(text(MAX + 1), 413);
    }

    private static byte[] text(int bytes) {
        return ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    }

    private static void assertStatus(byte[] body, int status) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> BodyJson.read(stream(body), MAX))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
