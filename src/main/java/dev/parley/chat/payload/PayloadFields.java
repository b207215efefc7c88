package dev.parley.chat.payload;

import dev.parley.chat.error.RefusedException;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the fields of an event's payload. A field without the JSON type of the contract is refused, with the field's
 * name. A field that is null counts as missing. Fields that the contract does not define are ignored, but must not
 * contain binary data.
 */
public final class PayloadFields {

    private static final String WHOLE = "payload";
    private static final String NO_BINARY = "must not contain binary data";
    /** Longer field names are not in the contract; error messages do not repeat them. */
    private static final int MAX_NAME_LENGTH = 64;

    private final JsonObject fields;

    private PayloadFields(JsonObject fields) {
        this.fields = fields;
    }

    /**
     * The only argument of an event; empty if there is none or if it is null. It never contains binary data. More than
     * one argument is refused.
     */
    static Optional<JsonValue> argument(IncomingEvent event) throws RefusedException {
        List<JsonValue> arguments = event.arguments();
        if (arguments.size() > 1) {
            throw RefusedException.field(WHOLE, "must be a single argument, and " + arguments.size() + " came");
        }
        if (arguments.isEmpty() || arguments.get(0) == JsonValue.NULL) {
            return Optional.empty();
        }
        refuseBinary(arguments.get(0));
        return Optional.of(arguments.get(0));
    }

    /** The required payload of an event. */
    static PayloadFields required(IncomingEvent event) throws RefusedException {
        return of(argument(event).orElseThrow(() -> RefusedException.field(WHOLE, "is missing")));
    }

    /** The optional payload of an event; no fields if it is missing. */
    static PayloadFields optional(IncomingEvent event) throws RefusedException {
        return of(argument(event).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    static PayloadFields of(JsonValue payload) throws RefusedException {
        if (payload instanceof JsonObject object) {
            return new PayloadFields(object);
        }
        throw RefusedException.field(WHOLE, "must be a JSON object");
    }

    /** A required string. */
    public String text(String name) throws RefusedException {
        return required(name, optionalText(name));
    }

    /** A string, or null. */
    public String optionalText(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw RefusedException.field(name, "must be a string");
    }

    /** A whole number that an {@code int} can be, or null. */
    public Integer optionalInteger(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof JsonNumber number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException e) {
            // Refused as what is no number at all.
        }
        throw RefusedException.field(name, "must be a whole number");
    }

    /** An object, or null. */
    public JsonObject optionalObject(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null || value instanceof JsonObject) {
            return (JsonObject) value;
        }
        throw RefusedException.field(name, "must be a JSON object");
    }

    /** An array of strings without repetitions, or null. */
    public Set<String> optionalTexts(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof JsonArray array) {
            for (JsonValue item : array) {
                if (item instanceof JsonString text) {
                    texts.add(text.getString());
                }
            }
            if (texts.size() == array.size()) {
                return texts;
            }
        }
        throw RefusedException.field(name, "must be an array of strings, each of them once");
    }

    /** A required value of any type except null. */
    public JsonValue anything(String name) throws RefusedException {
        return required(name, value(name));
    }

    /** A required string that must be one of the allowed words. */
    public <T> T word(String name, Function<String, Optional<T>> meaning, T[] allowed) throws RefusedException {
        return word(name, text(name), meaning, allowed);
    }

    /** Translates a string that must be one of the allowed words. */
    static <T> T word(String name, String text, Function<String, Optional<T>> meaning, T[] allowed)
            throws RefusedException {
        return meaning.apply(text)
                .orElseThrow(() -> RefusedException.field(name, "must be one of " + List.of(allowed)));
    }

    private JsonValue value(String name) {
        JsonValue value = fields.get(name);
        return value == JsonValue.NULL ? null : value;
    }

    private static <T> T required(String name, T value) throws RefusedException {
        if (value == null) {
            throw RefusedException.field(name, "is missing");
        }
        return value;
    }

    private static void refuseBinary(JsonValue payload) throws RefusedException {
        if (payload instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> field : object.entrySet()) {
                if (containsBinary(field.getValue())) {
                    String name = field.getKey();
                    throw RefusedException.field(name.length() > MAX_NAME_LENGTH ? WHOLE : name, NO_BINARY);
                }
            }
        } else if (containsBinary(payload)) {
            throw RefusedException.field(WHOLE, NO_BINARY);
        }
    }

    /** Recursive; the packet decoder limits the depth. */
    private static boolean containsBinary(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.values().stream().anyMatch(PayloadFields::containsBinary);
        }
        if (value instanceof JsonArray array) {
            return array.stream().anyMatch(PayloadFields::containsBinary);
        }
        return value instanceof BinaryValue;
    }
}
