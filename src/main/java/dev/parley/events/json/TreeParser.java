package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Goes through a tree of values as if it were text. Bytes are a string whose text nobody can read, so that they can be
 * skipped, and taken with {@link #getValue}. Numbers are exact: {@link #getInt} fails where others cut off. Not
 * thread-safe.
 */
final class TreeParser implements JsonParser {

    /** A place in no text. */
    static final JsonLocation NOWHERE = new Nowhere();

    private static final class Nowhere implements JsonLocation {

        @Override
        public long getLineNumber() {
            return -1;
        }

        @Override
        public long getColumnNumber() {
            return -1;
        }

        @Override
        public long getStreamOffset() {
            return -1;
        }
    }

    private final JsonValue root;
    private final Deque<TreeLevel> levels = new ArrayDeque<>();
    private Event event;
    /** The value with which the last event deals; null after the name of a member. */
    private JsonValue current;
    /** What the last event has ended; null if it was another event. */
    private TreeLevel left;

    TreeParser(JsonValue root) {
        this.root = root;
    }

    /** Where the parser is, such as {@code items[2].price}; empty at the top. */
    String path() {
        return TreeLevel.path(levels::descendingIterator);
    }

    /**
     * The last value that the parser has reached. This is another place than {@link #path} at the end of an object or an
     * array. Yasson looks one event ahead before it says that a value is not of the right kind.
     */
    String lastPath() {
        List<TreeLevel> all = new ArrayList<>();
        levels.descendingIterator().forEachRemaining(all::add);
        if (left != null) {
            all.add(left);
        }
        return TreeLevel.path(all);
    }

    @Override
    public boolean hasNext() {
        return event == null || !levels.isEmpty();
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        left = null;
        if (event == null) {
            return enter(root);
        }
        TreeLevel level = levels.peek();
        if (event == Event.KEY_NAME) {
            return enter(level.enter());
        }
        if (!level.advance()) {
            return leave();
        }
        if (!level.isObject()) {
            return enter(level.enter());
        }
        current = null;
        event = Event.KEY_NAME;
        return event;
    }

    private Event enter(JsonValue value) {
        current = value;
        event = switch (value.getValueType()) {
            case OBJECT -> Event.START_OBJECT;
            case ARRAY -> Event.START_ARRAY;
            case STRING -> Event.VALUE_STRING;
            case NUMBER -> Event.VALUE_NUMBER;
            case TRUE -> Event.VALUE_TRUE;
            case FALSE -> Event.VALUE_FALSE;
            case NULL -> Event.VALUE_NULL;
        };
        if (event == Event.START_OBJECT) {
            levels.push(new TreeLevel(value.asJsonObject()));
        } else if (event == Event.START_ARRAY) {
            levels.push(new TreeLevel(value.asJsonArray()));
        }
        return event;
    }

    private Event leave() {
        current = null;
        left = levels.pop();
        event = left.isObject() ? Event.END_OBJECT : Event.END_ARRAY;
        return event;
    }

    @Override
    public Event currentEvent() {
        return event;
    }

    @Override
    public String getString() {
        if (event == Event.KEY_NAME) {
            return levels.peek().key();
        }
        if (current instanceof JsonString text) {
            return text.getString();
        }
        if (current instanceof BinaryValue) {
            throw new JsonParsingException("bytes are no string", NOWHERE);
        }
        return number().toString();
    }

    @Override
    public boolean isIntegralNumber() {
        return number().isIntegral();
    }

    @Override
    public int getInt() {
        return number().intValueExact();
    }

    @Override
    public long getLong() {
        return number().longValueExact();
    }

    @Override
    public BigDecimal getBigDecimal() {
        return number().bigDecimalValue();
    }

    private JsonNumber number() {
        if (current instanceof JsonNumber number) {
            return number;
        }
        throw new IllegalStateException("not a number: " + event);
    }

    @Override
    public JsonLocation getLocation() {
        return NOWHERE;
    }

    @Override
    public JsonObject getObject() {
        return (JsonObject) whole(Event.START_OBJECT);
    }

    @Override
    public JsonArray getArray() {
        return (JsonArray) whole(Event.START_ARRAY);
    }

    private JsonValue whole(Event start) {
        if (event != start) {
            throw new IllegalStateException("not at a " + start + ": " + event);
        }
        JsonValue structure = current;
        leave();
        return structure;
    }

    @Override
    public JsonValue getValue() {
        if (event == Event.KEY_NAME) {
            return JSON.createValue(levels.peek().key());
        }
        if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
            return whole(event);
        }
        if (current == null) {
            throw new IllegalStateException("not at a value: " + event);
        }
        return current;
    }

    @Override
    public Stream<JsonValue> getArrayStream() {
        return getArray().stream();
    }

    @Override
    public Stream<Map.Entry<String, JsonValue>> getObjectStream() {
        return getObject().entrySet().stream();
    }

    @Override
    public Stream<JsonValue> getValueStream() {
        return Stream.of(getValue());
    }

    @Override
    public void skipObject() {
        skip(true);
    }

    @Override
    public void skipArray() {
        skip(false);
    }

    private void skip(boolean object) {
        if (!levels.isEmpty() && levels.peek().isObject() == object) {
            leave();
        }
    }

    @Override
    public void close() {}
}
