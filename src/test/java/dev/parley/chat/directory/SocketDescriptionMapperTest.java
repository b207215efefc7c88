package dev.parley.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClient;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketDescriptionMapperTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.004Z");

    private final SocketDescriptionMapper sockets = new SocketDescriptionMapper(Clock.fixed(NOW, ZoneOffset.UTC));

    private static SocketDescription socket(String handshake, String data) {
        return new SocketDescription(
                "id", json(handshake).asJsonObject(), Set.of("id", "tea", PrivateRooms.ofUser("ann")), json(data));
    }

    private static JsonValue json(String text) {
        return ChatClient.parse(text.replace('\'', '"'));
    }

    @Test
    void whatParleyTellsIsReadAgain() {
        ConnectionInfo info = new ConnectionInfo(
                "id",
                "ann",
                NOW.minusSeconds(5),
                Set.of("tea"),
                json("{'device':'phone'}").asJsonObject(),
                "polling",
                "192.0.2.7",
                "a");

        assertThat(sockets.info(socket(
                        "{'issued':1,'address':'x'}",
                        SocketDescriptionMapper.data(info).toString())))
                .isEqualTo(info);
    }

    @Test
    void ofANodeServersSocketTheHandshakeTells() {
        ConnectionInfo info = sockets.info(socket(
                "{'issued':1700000000123,'address':'::ffff:192.0.2.9','query':{'transport':'websocket'}}",
                "{'userId':'bob'}"));

        assertThat(info.userId()).isEqualTo("bob");
        assertThat(info.connectedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(info.remoteAddress()).isEqualTo("::ffff:192.0.2.9");
        assertThat(info.transport()).isEqualTo("websocket");
        assertThat(info.rooms()).containsExactly("tea");
        assertThat(info.node()).isEmpty();
        assertThat(info.metadata()).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{'userId':7,'connectedAt':'now','transport':null,'remoteAddress':{},'node':[],'metadata':'x'}",
                "{'connectedAt':1e300}",
                "{'connectedAt':1.5}"
            })
    void whateverAnotherServerTellsSomethingIsMadeOfIt(String data) {
        ConnectionInfo info = sockets.info(socket("{'issued':'x','query':[],'address':1}", data));

        assertThat(info.userId()).isEmpty();
        assertThat(info.connectedAt()).isEqualTo(NOW);
        assertThat(info.transport()).isEmpty();
        assertThat(info.remoteAddress()).isEmpty();
        assertThat(info.node()).isEmpty();
    }
}
