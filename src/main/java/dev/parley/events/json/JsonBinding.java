package dev.parley.events.json;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes values as JSON and reads them, by the rules of JSON-B; {@code byte[]} is a {@link BinaryValue}, at any depth.
 * Strings, numbers, booleans and bytes that are a whole value do not take the way through JSON-B, and are read strictly:
 * a number is no string. Plain records do not take it either, with the same results: see {@link PlainRecords}. Thread-safe.
 */
public final class JsonBinding implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JsonBinding.class.getName());

    private static final String WRONG = "has a wrong type or form";

    private final Jsonb jsonb;
    private final ClassValue<Optional<PlainForm>> plain;

    /** Makes a binding of its own, which keeps what it has learned about classes until it is closed. */
    public JsonBinding() {
        this(new PlainRecords());
    }

    private JsonBinding(ClassValue<Optional<PlainForm>> plain) {
        this.plain = plain;
        JsonbConfig config =
                new JsonbConfig().withSerializers(new BytesSerializer()).withDeserializers(new BytesDeserializer());
        jsonb = JsonbBuilder.newBuilder()
                .withProvider(new TreeProvider())
                .withConfig(config)
                .build();
    }

    /** A binding that has JSON-B do everything that is no simple value by itself. */
    static JsonBinding ofJsonBAlone() {
        return new JsonBinding(new ClassValue<>() {
            @Override
            protected Optional<PlainForm> computeValue(Class<?> type) {
                return Optional.empty();
            }
        });
    }

    /**
     * The JSON of a value. {@code null} is JSON's null, an {@code Optional} is its value. Bytes are copied, so the caller
     * may change the value afterwards.
     *
     * @throws IllegalArgumentException if JSON-B cannot write it; this is a fault of the application
     */
    public JsonValue toJson(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        JsonValue direct = DirectTypes.write(value);
        if (direct != null) {
            return direct;
        }
        return value instanceof Optional<?> optional ? toJson(optional.orElse(null)) : written(value);
    }

    /** The JSON of each argument of an event. {@code null} in place of the array is one argument. */
    public List<JsonValue> toJsonList(Object... arguments) {
        if (arguments == null) {
            return List.of(JsonValue.NULL);
        }
        List<JsonValue> values = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            values.add(toJson(argument));
        }
        return values;
    }

    private JsonValue written(Object value) {
        Optional<PlainForm> form = plain.get(value.getClass());
        if (form.isPresent()) {
            try {
                return form.get().write(value);
            } catch (NotPlainException | RuntimeException e) {
                // JSON-B knows better, and fails with what is told to the application.
            }
        }
        return writtenByJsonB(value);
    }

    private JsonValue writtenByJsonB(Object value) {
        TreeTarget target = new TreeTarget();
        try {
            jsonb.toJson(value, target);
            return target.value();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "JSON-B cannot write a value of " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads a value. JSON's null is null, or an empty {@code Optional}, or {@link JsonValue#NULL} if that is asked for.
     *
     * @param type a class, or a generic type
     * @throws JsonBindingException if the value is of another type
     */
    public Object fromJson(JsonValue value, Type type) throws JsonBindingException {
        if (DirectTypes.reads(type)) {
            return DirectTypes.read(value, (Class<?>) type);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return value == JsonValue.NULL
                    ? Optional.empty()
                    : Optional.of(fromJson(value, generic.getActualTypeArguments()[0]));
        }
        return value == JsonValue.NULL ? null : read(value, type);
    }

    private Object read(JsonValue value, Type type) throws JsonBindingException {
        Optional<PlainForm> form = type instanceof Class<?> raw ? plain.get(raw) : Optional.empty();
        if (form.isPresent()) {
            try {
                return form.get().read(value);
            } catch (NotPlainException e) {
                // JSON-B knows better, and knows what to say.
            }
        }
        return readByJsonB(value, type);
    }

    private Object readByJsonB(JsonValue value, Type type) throws JsonBindingException {
        TreeSource source = new TreeSource(value);
        try {
            Object read = jsonb.fromJson(source, type);
            if (!source.parser().hasNext()) {
                return read;
            }
        } catch (RuntimeException e) {
            throw refusal(source.parser(), e);
        }
        // Yasson takes the first element of an array for the whole array.
        throw new JsonBindingException("", WRONG);
    }

    private static JsonBindingException refusal(TreeParser parser, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvocationTargetException) {
                // A constructor or a setter of the application, which has got the whole value.
                return new JsonBindingException(parser.path(), "is not valid");
            }
        }
        return new JsonBindingException(parser.lastPath(), WRONG);
    }

    /** Forgets what JSON-B knows about classes. */
    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "JSON-B does not close", e);
        }
    }
}
