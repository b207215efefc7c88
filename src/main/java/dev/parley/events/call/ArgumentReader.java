package dev.parley.events.call;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.ParameterDeclaration;
import dev.parley.events.json.JsonBinding;
import dev.parley.events.json.JsonBindingException;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Reads the arguments of events. What it refuses names the argument. */
final class ArgumentReader {

    private final JsonBinding json;

    ArgumentReader(JsonBinding json) {
        this.json = json;
    }

    /** Reads one argument; the value is null if the client has sent fewer. */
    Object read(ParameterDeclaration parameter, JsonValue value) throws RefusedException {
        if (parameter.optional() && (value == null || value == JsonValue.NULL)) {
            return Optional.empty();
        }
        Object read = read(parameter.name(), parameter.type(), value);
        return parameter.optional() ? Optional.of(read) : read;
    }

    /** Reads all arguments from an index on into an array. */
    Object readRest(ParameterDeclaration parameter, Class<?> element, List<JsonValue> arguments, int from)
            throws RefusedException {
        int length = Math.max(0, arguments.size() - from);
        Object array = Array.newInstance(element, length);
        for (int i = 0; i < length; i++) {
            String name = parameter.name() + "[" + i + "]";
            Array.set(array, i, read(name, parameter.type(), arguments.get(from + i)));
        }
        return array;
    }

    private Object read(String name, Type type, JsonValue value) throws RefusedException {
        if (value == null) {
            throw RefusedException.field(name, "is missing");
        }
        Object read;
        try {
            read = json.fromJson(value, type);
        } catch (JsonBindingException e) {
            throw RefusedException.field(path(name, e.path()), e.reason());
        }
        if (read == null) {
            throw RefusedException.field(name, "must not be null");
        }
        return read;
    }

    private static String path(String name, String within) {
        return within.isEmpty() || within.startsWith("[") ? name + within : name + "." + within;
    }
}
