package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerationException;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;

/** Generates a tree of values instead of text. Not thread-safe. */
final class TreeGenerator implements JsonGenerator {

    /** An object or an array that has begun and not ended; one of the builders is null. */
    private static final class Open {

        private final JsonObjectBuilder object;
        private final JsonArrayBuilder array;
        /** The name of the member whose value comes next; null if there is none. */
        private String key;

        Open(JsonObjectBuilder object, JsonArrayBuilder array) {
            this.object = object;
            this.array = array;
        }

        void add(JsonValue value) {
            if (array != null) {
                array.add(value);
            } else if (key != null) {
                object.add(key, value);
                key = null;
            } else {
                throw new JsonGenerationException("a value without a name in an object");
            }
        }

        JsonValue build() {
            return array != null ? array.build() : object.build();
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private JsonValue value;

    /** The whole value, which must be complete. */
    JsonValue value() {
        if (value == null) {
            throw new JsonGenerationException("nothing, or not all, has been generated");
        }
        return value;
    }

    @Override
    public JsonGenerator write(JsonValue next) {
        if (!open.isEmpty()) {
            open.peek().add(next);
        } else if (value == null) {
            value = next;
        } else {
            throw new JsonGenerationException("more than one value");
        }
        return this;
    }

    @Override
    public JsonGenerator writeKey(String name) {
        Open top = open.peek();
        if (top == null || top.object == null || top.key != null) {
            throw new JsonGenerationException("a name where there can be none");
        }
        top.key = name;
        return this;
    }

    @Override
    public JsonGenerator writeStartObject() {
        open.push(new Open(JSON.createObjectBuilder(), null));
        return this;
    }

    @Override
    public JsonGenerator writeStartArray() {
        open.push(new Open(null, JSON.createArrayBuilder()));
        return this;
    }

    @Override
    public JsonGenerator writeEnd() {
        if (open.isEmpty()) {
            throw new JsonGenerationException("an end without a begin");
        }
        return write(open.pop().build());
    }

    @Override
    public JsonGenerator write(String text) {
        return write(JSON.createValue(text));
    }

    @Override
    public JsonGenerator write(BigDecimal number) {
        return write(JSON.createValue(number));
    }

    @Override
    public JsonGenerator write(BigInteger number) {
        return write(JSON.createValue(number));
    }

    @Override
    public JsonGenerator write(int number) {
        return write(JSON.createValue(number));
    }

    @Override
    public JsonGenerator write(long number) {
        return write(JSON.createValue(number));
    }

    @Override
    public JsonGenerator write(double number) {
        return write(JSON.createValue(number));
    }

    @Override
    public JsonGenerator write(boolean truth) {
        return write(truth ? JsonValue.TRUE : JsonValue.FALSE);
    }

    @Override
    public JsonGenerator writeNull() {
        return write(JsonValue.NULL);
    }

    @Override
    public JsonGenerator writeStartObject(String name) {
        return writeKey(name).writeStartObject();
    }

    @Override
    public JsonGenerator writeStartArray(String name) {
        return writeKey(name).writeStartArray();
    }

    @Override
    public JsonGenerator write(String name, JsonValue next) {
        return writeKey(name).write(next);
    }

    @Override
    public JsonGenerator write(String name, String text) {
        return writeKey(name).write(text);
    }

    @Override
    public JsonGenerator write(String name, BigInteger number) {
        return writeKey(name).write(number);
    }

    @Override
    public JsonGenerator write(String name, BigDecimal number) {
        return writeKey(name).write(number);
    }

    @Override
    public JsonGenerator write(String name, int number) {
        return writeKey(name).write(number);
    }

    @Override
    public JsonGenerator write(String name, long number) {
        return writeKey(name).write(number);
    }

    @Override
    public JsonGenerator write(String name, double number) {
        return writeKey(name).write(number);
    }

    @Override
    public JsonGenerator write(String name, boolean truth) {
        return writeKey(name).write(truth);
    }

    @Override
    public JsonGenerator writeNull(String name) {
        return writeKey(name).writeNull();
    }

    @Override
    public void close() {}

    @Override
    public void flush() {}
}
