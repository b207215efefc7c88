package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.admin.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"8e03978e-40d5\" | 8e03978e-40d5",
                "8e03978e-40d5 | 8e03978e-40d5",
                "\"with a space, a comma; and more\" | with a space, a comma; and more",
                "\"a \\\"quoted\\\" \\\\ text\" | a \"quoted\" \\ text",
            })
    void isAStringWithOrWithoutQuotationMarks(String value, String key) {
        assertThat(IdempotencyKeyHeader.parse(value)).isEqualTo(key);
        assertThat(IdempotencyKeyHeader.parse("  " + value + " ")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\"\"", "\"", "\"a", "a\"", "\"a\", \"b\"", "a, b", "a b", "\"a\\b\"", "\"é\"", "é"})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> IdempotencyKeyHeader.parse(value)).isInstanceOf(ProblemException.class);
    }

    @Test
    void itHas255CharactersAtMost() {
        String longest = "x".repeat(255);

        assertThat(IdempotencyKeyHeader.parse('"' + longest + '"')).isEqualTo(longest);
        assertThatThrownBy(() -> IdempotencyKeyHeader.parse(longest + "x")).isInstanceOf(ProblemException.class);
    }
}
