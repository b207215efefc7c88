package dev.parley.chat;

import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
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
 * The payload of an event, field by field, each of the JSON type that the contract gives it or refused by name. A field
 * that is null counts as left out; fields that the contract does not know are not looked at.
 */
final class PayloadFields {

    private static final String WHOLE = "payload";
    private static final String NO_BINARY = "must not contain binary data";
    /** Field names that are longer are not the contract's, and are not repeated. */
    private static final int MAX_NAME_LENGTH = 64;

    private final JsonObject fields;

    private PayloadFields(JsonObject fields) {
        this.fields = fields;
    }

    /** The one argument of an event, if it has one; null counts as none. There is no binary in it. */
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

    /** The payload of an event that must have one. */
    static PayloadFields required(IncomingEvent event) throws RefusedException {
        return of(argument(event).orElseThrow(() -> RefusedException.field(WHOLE, "is missing")));
    }

    /** The payload of an event that may have none. */
    static PayloadFields optional(IncomingEvent event) throws RefusedException {
        return of(argument(event).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    static PayloadFields of(JsonValue payload) throws RefusedException {
        if (payload instanceof JsonObject object) {
            return new PayloadFields(object);
        }
        throw RefusedException.field(WHOLE, "must be a JSON object");
    }

    /** A string that must be there. */
    String text(String name) throws RefusedException {
        return required(name, optionalText(name));
    }

    /** A string, or null. */
    String optionalText(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw RefusedException.field(name, "must be a string");
    }

    /** An object, or null. */
    JsonObject optionalObject(String name) throws RefusedException {
        JsonValue value = value(name);
        if (value == null || value instanceof JsonObject) {
            return (JsonObject) value;
        }
        throw RefusedException.field(name, "must be a JSON object");
    }

    /** An array of strings without repetitions, or null. */
    Set<String> optionalTexts(String name) throws RefusedException {
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

    /** Any value that is not null, which must be there. */
    JsonValue anything(String name) throws RefusedException {
        return required(name, value(name));
    }

    /** One of a few words, which must be there. */
    <T> T word(String name, Function<String, Optional<T>> meaning, T[] allowed) throws RefusedException {
        return word(name, text(name), meaning, allowed);
    }

    /** The meaning of a text that must be one of a few words. */
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

    /** As deep as the decoder lets values be. */
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
