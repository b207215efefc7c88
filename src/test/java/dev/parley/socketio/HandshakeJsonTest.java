package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Handshake;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As socket.io 4.8.4 has it in {@code socket.handshake}, measured over WebSocket with {@code TZ=UTC}. */
class HandshakeJsonTest {

    private static JsonObject json(Map<String, String> query) {
        return HandshakeJson.of(new Handshake(
                "/socket.io/",
                query,
                "127.0.0.1",
                false,
                Optional.empty(),
                Optional.of("a browser"),
                Optional.empty(),
                Instant.ofEpochSecond(1795939547L, 286_123_456)));
    }

    @Test
    void timesHaveTheFormOfJavaScript() {
        JsonObject json = json(Map.of("EIO", "4"));

        assertThat(json.getString("time")).isEqualTo("Sun Nov 29 2026 08:05:47 GMT+0000 (Coordinated Universal Time)");
        assertThat(json.getJsonNumber("issued").longValue()).isEqualTo(1795939547286L);
    }

    @Test
    void theUrlHasItsQuery() {
        JsonObject json = json(Map.of("EIO", "4", "transport", "websocket", "room", "a b&ü"));

        assertThat(json.getString("url")).isEqualTo("/socket.io/?EIO=4&room=a%20b%26%C3%BC&transport=websocket");
        assertThat(json.getJsonObject("query").getString("room")).isEqualTo("a b&ü");
    }

    @Test
    void nothingSecretIsInIt() {
        JsonObject json = json(Map.of("EIO", "4", "token", "s3cret", "access_token", "s3cret"));

        assertThat(json.toString()).doesNotContain("s3cret");
        assertThat(json.getString("url")).isEqualTo("/socket.io/?EIO=4");
        assertThat(json(Map.of()).getString("url")).isEqualTo("/socket.io/");
    }
}
