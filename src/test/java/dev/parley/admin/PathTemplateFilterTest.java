package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateFilterTest {

    @ParameterizedTest
    @CsvSource({
        "/api/rooms/{name: .+}/messages, /api/rooms/{name}/messages",
        "/a/{b: .+}/{c: [0-9]+}, /a/{b}/{c}",
        "/api/connections/{socketId}, /api/connections/{socketId}",
        "/ready, /ready",
    })
    void leavesTheNamesOnly(String path, String plain) {
        assertThat(PathTemplateFilter.plain(path)).isEqualTo(plain);
    }
}
