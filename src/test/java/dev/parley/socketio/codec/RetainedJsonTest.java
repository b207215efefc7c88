package dev.parley.socketio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetainedJsonTest {

    private static final String TEXT =
            "{\"a\":[1,2.50,{\"b\":null}],\"c\":\"\u20ac\u2028\",\"d\":true,\"e\":7,\"f\":{\"g\":\"h\"}}";

    private static JsonObject parsed(String text) throws Exception {
        return JsonText.parse(text).asJsonObject();
    }

    @Test
    void isEqualToWhatItWasMadeOf() throws Exception {
        JsonObject original = parsed(TEXT);
        JsonObject retained = RetainedJson.of(original);

        assertThat(retained).isNotSameAs(original).isEqualTo(original).hasSameHashCodeAs(original);
        assertThat(original).isEqualTo(retained);
        assertThat(retained).hasToString(original.toString());
    }

    @Test
    void answersAsTheOriginalDoes() throws Exception {
        JsonObject original = parsed(TEXT);
        JsonObject retained = RetainedJson.of(original);

        assertThat(retained.getValueType()).isEqualTo(JsonValue.ValueType.OBJECT);
        assertThat(retained.getJsonArray("a")).isEqualTo(original.getJsonArray("a"));
        assertThat(retained.getJsonObject("f").getString("g")).isEqualTo("h");
        assertThat(retained.getJsonNumber("e")).isEqualTo(original.getJsonNumber("e"));
        assertThat(retained.getJsonString("c")).isEqualTo(original.getJsonString("c"));
        assertThat(retained.getString("c")).isEqualTo("\u20ac\u2028");
        assertThat(retained.getString("x", "none")).isEqualTo("none");
        assertThat(retained.getInt("e")).isEqualTo(7);
        assertThat(retained.getInt("x", 3)).isEqualTo(3);
        assertThat(retained.getBoolean("d")).isTrue();
        assertThat(retained.getBoolean("x", true)).isTrue();
        assertThat(retained.isNull("d")).isFalse();
        assertThat(retained).containsOnlyKeys("a", "c", "d", "e", "f");
        assertThatThrownBy(() -> retained.put("x", JsonValue.NULL)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isWrittenInsideOfOthers() throws Exception {
        JsonObject outer = JsonText.JSON
                .createObjectBuilder()
                .add("metadata", RetainedJson.of(parsed(TEXT)))
                .build();

        assertThat(parsed(outer.toString()).getJsonObject("metadata")).isEqualTo(parsed(TEXT));
    }

    @Test
    void nothingAndAnEmptyObjectStayAsTheyAre() {
        assertThat(RetainedJson.of(null)).isNull();
        assertThat(RetainedJson.of(JsonValue.EMPTY_JSON_OBJECT)).isSameAs(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Test
    void takesAsMuchAsItsTextHasBytes() throws Exception {
        JsonObject euro = parsed("{\"a\":\"\u20ac\"}");

        assertThat(RetainedJson.bytes(RetainedJson.of(euro))).isEqualTo(11);
        assertThat(RetainedJson.bytes(euro)).isEqualTo(11);
        assertThat(RetainedJson.bytes(JsonValue.EMPTY_JSON_OBJECT)).isZero();
    }

    @Test
    void isMadeOnce() throws Exception {
        JsonObject retained = RetainedJson.of(parsed(TEXT));

        assertThat(RetainedJson.of(retained)).isSameAs(retained);
    }

    /** What it is for. */
    @Test
    void keepsNoTree() throws Exception {
        String numbers = IntStream.range(0, 2000).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
        JsonObject retained = RetainedJson.of(parsed("{\"a\":" + numbers + "}"));

        assertThat(retained.get("a")).isNotSameAs(retained.get("a"));
    }
}
