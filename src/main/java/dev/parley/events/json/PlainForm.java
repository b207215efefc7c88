package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the values of one type where nothing has to be converted, such as a string from a string, and then with
 * exactly the result of JSON-B. Everything else, wrong values among it, is not plain. Thread-safe.
 */
interface PlainForm {

    /** Reads a value that is not JSON's null. */
    Object read(JsonValue value) throws NotPlainException;

    /** Writes a value that is not null. */
    JsonValue write(Object value) throws NotPlainException;

    /** Reads an element or a member: JSON's null is null. */
    default Object readOrNull(JsonValue value) throws NotPlainException {
        return value == JsonValue.NULL ? null : read(value);
    }

    /** Writes an element: null is JSON's null. */
    default JsonValue writeOrNull(Object value) throws NotPlainException {
        return value == null ? JsonValue.NULL : write(value);
    }

    /** A value of one of the {@link DirectTypes}, by its class, which is no primitive. */
    record Simple(Class<?> type, DirectTypes.Reading reading) implements PlainForm {

        @Override
        public Object read(JsonValue value) throws NotPlainException {
            return known(reading.read(value));
        }

        @Override
        public JsonValue write(Object value) throws NotPlainException {
            // The value may be of another class, if an unchecked cast of the application has put it into a list.
            return type.isInstance(value) ? known(DirectTypes.write(value)) : notPlain();
        }
    }

    /** A character is a string of one. */
    record Letter() implements PlainForm {

        @Override
        public Object read(JsonValue value) throws NotPlainException {
            return value instanceof JsonString text && text.getString().length() == 1
                    ? (Object) text.getString().charAt(0)
                    : notPlain();
        }

        @Override
        public JsonValue write(Object value) throws NotPlainException {
            return value instanceof Character letter ? JSON.createValue(letter.toString()) : notPlain();
        }
    }

    /** A constant of an enum is its name. */
    record Constant(Map<String, Object> byName) implements PlainForm {

        @Override
        public Object read(JsonValue value) throws NotPlainException {
            return known(value instanceof JsonString text ? byName.get(text.getString()) : null);
        }

        @Override
        public JsonValue write(Object value) throws NotPlainException {
            return value instanceof Enum<?> constant ? JSON.createValue(constant.name()) : notPlain();
        }
    }

    /** An array is a list of elements. */
    record Elements(PlainForm element) implements PlainForm {

        @Override
        public Object read(JsonValue value) throws NotPlainException {
            if (!(value instanceof JsonArray array)) {
                throw NotPlainException.INSTANCE;
            }
            List<Object> list = new ArrayList<>();
            for (JsonValue one : array) {
                list.add(element.readOrNull(one));
            }
            return list;
        }

        @Override
        public JsonValue write(Object value) throws NotPlainException {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            for (Object one : (Collection<?>) value) {
                array.add(element.writeOrNull(one));
            }
            return array.build();
        }
    }

    /** An object is a map of strings to values. */
    record Entries(PlainForm value) implements PlainForm {

        @Override
        public Object read(JsonValue json) throws NotPlainException {
            if (!(json instanceof JsonObject object)) {
                throw NotPlainException.INSTANCE;
            }
            Map<String, Object> map = new HashMap<>();
            for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                map.put(entry.getKey(), value.readOrNull(entry.getValue()));
            }
            return map;
        }

        @Override
        public JsonValue write(Object map) throws NotPlainException {
            JsonObjectBuilder object = JSON.createObjectBuilder();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw NotPlainException.INSTANCE;
                }
                object.add(key, value.writeOrNull(entry.getValue()));
            }
            return object.build();
        }
    }

    private static <T> T known(T value) throws NotPlainException {
        return value == null ? notPlain() : value;
    }

    private static <T> T notPlain() throws NotPlainException {
        throw NotPlainException.INSTANCE;
    }
}
