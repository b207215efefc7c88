package dev.parley.socketio.codec;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class BinaryValueTest {

    private final BinaryValue value = new BinaryValue(new byte[] {1, 2, 3});

    @Test
    void equalsAnotherOfTheSameBytes() {
        assertThat(value)
                .isEqualTo(new BinaryValue(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(new BinaryValue(new byte[] {1, 2, 3}))
                .isNotEqualTo(new BinaryValue(new byte[] {1, 2}));
    }

    @Test
    void isPrintedAsAJsonStringButIsNone() {
        assertThat(value.toString()).isEqualTo("\"AQID\"");
        assertThat(value.getValueType()).isEqualTo(JsonValue.ValueType.STRING);
        assertThat(value).isNotInstanceOf(JsonString.class);
    }

    @Test
    void hasAPlaceInAJsonTree() {
        assertThat(JSON.createArrayBuilder().add(value).build().get(0)).isSameAs(value);
    }
}
