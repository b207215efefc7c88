package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDocumentFilterTest {

    @ParameterizedTest
    @CsvSource({
        "/api/rooms/{name: .+}/messages, /api/rooms/{name}/messages",
        "/a/{b: .+}/{c: [0-9]+}, /a/{b}/{c}",
        "/api/connections/{socketId}, /api/connections/{socketId}",
        "/ready, /ready",
        "/api/~parley-resources/rooms/{name: .+}, /api/rooms/{name}",
        "/rest/~parley-resources/rooms, /api/rooms",
        "/context/rest/~parley-resources/rooms, /context/api/rooms",
        "/~parley-resources/rooms, /api/rooms",
    })
    void leavesTheNamesOnly(String path, String plain) {
        assertThat(ApiDocumentFilter.plain(path)).isEqualTo(plain);
    }
}
