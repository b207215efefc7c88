package dev.parley.events.emit;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The data of a socket as another node gets them: each value is an array of its type and the value, so that an {@code Integer}
 * does not come back as a {@code Long}. Values of other types, and JSON with bytes in it, stay on their node.
 */
final class SharedData {

    private static final String TEXT = "text";
    private static final String INT = "int";
    private static final String LONG = "long";
    private static final String DOUBLE = "double";
    private static final String FLAG = "boolean";
    private static final String VALUE = "json";

    private SharedData() {}

    static JsonObject json(Map<String, Object> values) {
        JsonObjectBuilder all = JSON.createObjectBuilder();
        values.forEach((name, value) -> written(value).ifPresent(typed -> all.add(name, typed)));
        return all.build();
    }

    private static Optional<JsonArrayBuilder> written(Object value) {
        if (value instanceof String text) {
            return Optional.of(typed(TEXT).add(text));
        }
        if (value instanceof Integer number) {
            return Optional.of(typed(INT).add(number));
        }
        if (value instanceof Long number) {
            return Optional.of(typed(LONG).add(number));
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return Optional.of(typed(DOUBLE).add(number));
        }
        if (value instanceof Boolean flag) {
            return Optional.of(typed(FLAG).add(flag));
        }
        return value instanceof JsonValue json && !BinaryValue.isIn(json)
                ? Optional.of(typed(VALUE).add(json))
                : Optional.empty();
    }

    private static JsonArrayBuilder typed(String type) {
        return JSON.createArrayBuilder().add(type);
    }

    static ConcurrentMap<String, Object> values(JsonObject json) {
        ConcurrentMap<String, Object> values = new ConcurrentHashMap<>();
        json.forEach((name, typed) -> values.put(name, read(typed.asJsonArray())));
        return values;
    }

    private static Object read(JsonArray typed) {
        JsonValue value = typed.get(1);
        return switch (typed.getString(0)) {
            case TEXT -> typed.getString(1);
            case INT -> ((JsonNumber) value).intValueExact();
            case LONG -> ((JsonNumber) value).longValueExact();
            case DOUBLE -> ((JsonNumber) value).doubleValue();
            case FLAG -> value.equals(JsonValue.TRUE);
            default -> value;
        };
    }
}
