package dev.parley.socketio.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Set;

/**
 * A JSON object that a client has sent and that is kept for a long time. It is stored as text, and takes as much memory
 * as the text has bytes. As a tree of objects, 4 KiB of small numbers would take twenty times as much. Each access
 * parses the text, so this class is for objects that are rarely read. Immutable and thread-safe; equal to any JSON
 * object with the same content.
 */
public final class RetainedJson extends AbstractMap<String, JsonValue> implements JsonObject {

    private final byte[] text;

    private RetainedJson(byte[] text) {
        this.text = text;
    }

    /** Returns the object in the form in which it is stored; null for null. */
    public static JsonObject of(JsonObject object) {
        return object == null || object instanceof RetainedJson || object.isEmpty()
                ? object
                : new RetainedJson(object.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The size of an object in the form in which it is stored, in bytes; 0 for an empty object. */
    public static long bytes(JsonObject object) {
        return of(object) instanceof RetainedJson retained ? retained.text.length : 0;
    }

    /** The object as a tree; a new one each time. */
    private JsonObject tree() {
        try (JsonReader reader = JsonText.JSON.createReader(new StringReader(toString()))) {
            return reader.readObject();
        }
    }

    @Override
    public Set<Entry<String, JsonValue>> entrySet() {
        return tree().entrySet();
    }

    @Override
    public JsonArray getJsonArray(String name) {
        return tree().getJsonArray(name);
    }

    @Override
    public JsonObject getJsonObject(String name) {
        return tree().getJsonObject(name);
    }

    @Override
    public JsonNumber getJsonNumber(String name) {
        return tree().getJsonNumber(name);
    }

    @Override
    public JsonString getJsonString(String name) {
        return tree().getJsonString(name);
    }

    @Override
    public String getString(String name) {
        return tree().getString(name);
    }

    @Override
    public String getString(String name, String defaultValue) {
        return tree().getString(name, defaultValue);
    }

    @Override
    public int getInt(String name) {
        return tree().getInt(name);
    }

    @Override
    public int getInt(String name, int defaultValue) {
        return tree().getInt(name, defaultValue);
    }

    @Override
    public boolean getBoolean(String name) {
        return tree().getBoolean(name);
    }

    @Override
    public boolean getBoolean(String name, boolean defaultValue) {
        return tree().getBoolean(name, defaultValue);
    }

    @Override
    public boolean isNull(String name) {
        return tree().isNull(name);
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    /** The text. */
    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
