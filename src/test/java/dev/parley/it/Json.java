package dev.parley.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** JSON of tests. */
public final class Json {

    private static final JsonProvider JSON = JsonProvider.provider();

    private Json() {}

    /** The object that a text is. */
    public static JsonObject object(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** The array that a text is. */
    static JsonArray array(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    /**
     * An object in the notation of tests: quotation marks are apostrophes, and {@code %s} are strings that need no
     * escaping.
     */
    static JsonObject of(String template, Object... values) {
        return object(template.replace('\'', '"').formatted(values));
    }
}
