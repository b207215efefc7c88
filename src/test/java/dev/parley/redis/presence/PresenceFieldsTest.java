package dev.parley.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresenceFieldsTest {

    /** The furthest that a client may go, of which this server's own writing is longer, or has a larger exponent. */
    static List<String> extremes() {
        return List.of(
                "10e999",
                "-0.01e-999",
                "1".repeat(395) + "e5",
                "1".repeat(396) + "e999",
                "0." + "0".repeat(392) + "1e-999",
                "[".repeat(254) + "]".repeat(254));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void metadataOfAnyClientComesBack(String value) throws Exception {
        JsonObject metadata =
                JsonText.parse("[{\"metadata\":" + value + "}]").asJsonArray().getJsonObject(0);

        assertThat(PresenceFields.origin(List.of("0", PresenceFields.metadata(metadata))))
                .get()
                .satisfies(origin -> assertThat(origin.metadata()).isEqualTo(metadata));
    }

    @Test
    void whatNoServerWritesIsRefused() {
        assertThatThrownBy(() -> PresenceFields.origin(List.of("0", "{\"a\":1e99999}")))
                .isInstanceOf(IllegalStateException.class);
    }
}
