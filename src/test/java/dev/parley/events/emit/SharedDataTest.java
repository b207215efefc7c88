package dev.parley.events.emit;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedDataTest {

    @Test
    void eachValueComesBackWithItsType() {
        Map<String, Object> values = Map.of(
                "text",
                "a",
                "int",
                5,
                "long",
                5L,
                "large",
                Long.MAX_VALUE,
                "double",
                5.0,
                "flag",
                true,
                "json",
                JSON.createArrayBuilder().add(1).build(),
                "null",
                JsonValue.NULL);

        assertThat(SharedData.values(SharedData.json(values))).isEqualTo(values);
    }

    @Test
    void whatIsOfAnotherTypeStaysOnItsNode() {
        Map<String, Object> values =
                new HashMap<>(Map.of("thread", Thread.currentThread(), "nan", Double.NaN, "a", "b"));

        assertThat(SharedData.values(SharedData.json(values))).isEqualTo(Map.of("a", "b"));
    }
}
