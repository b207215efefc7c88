package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Handshake;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffsetReadersTest {

    private static boolean included(String agent, Map<String, String> query) {
        return OffsetReaders.include(new Handshake(
                "/socket.io/",
                query,
                "192.0.2.1",
                false,
                Optional.empty(),
                Optional.ofNullable(agent),
                Optional.empty(),
                Instant.EPOCH));
    }

    @Test
    void browsersAndNodeTakeOffsets() {
        assertThat(included("Mozilla/5.0", Map.of("t", "PAbc123"))).isTrue();
        assertThat(included("node-XMLHttpRequest", Map.of("t", "pabc.0"))).isTrue();
        assertThat(included(null, Map.of("EIO", "4"))).isTrue();
    }

    @Test
    void theJavaClientAndPythonsDoNot() {
        assertThat(included("okhttp/3.12.12", Map.of())).isFalse();
        assertThat(included("python-requests/2.32", Map.of())).isFalse();
        assertThat(included("Python/3.12 aiohttp/3.9", Map.of())).isFalse();
        assertThat(included(null, Map.of("t", "1764475200.123456"))).isFalse();
    }

    @Test
    void whoSaysSoInTheQueryIsBelieved() {
        assertThat(included("okhttp/4", Map.of("recovery", "true"))).isTrue();
        assertThat(included("Mozilla/5.0", Map.of("recovery", "false"))).isFalse();
    }
}
