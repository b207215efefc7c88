package dev.parley.events.document;

import dev.parley.events.declaration.ResolvedTypes;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.InputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Tells what a Java type becomes on the wire, by the rules of JSON-B and of
 * {@link dev.parley.api.OnEvent}. Types with members are added to the {@link Definitions}. Not thread-safe.
 */
final class DataTypes {

    private static final Map<Class<?>, DataType> SIMPLE = simple();

    private final Definitions definitions;

    DataTypes(Definitions definitions) {
        this.definitions = definitions;
    }

    private static Map<Class<?>, DataType> simple() {
        Map<Class<?>, DataType> simple = new HashMap<>();
        put(
                simple,
                new DataType.Text(""),
                String.class,
                CharSequence.class,
                char.class,
                Character.class,
                JsonString.class);
        put(simple, new DataType.Text("uuid"), UUID.class);
        put(simple, new DataType.Text("uri"), URI.class, URL.class);
        put(simple, new DataType.Text("date-time"), Instant.class, OffsetDateTime.class, Date.class);
        put(simple, new DataType.Text("date"), LocalDate.class);
        put(simple, new DataType.Text("time"), LocalTime.class);
        // Its text ends with a zone's name, which the format does not allow.
        put(simple, new DataType.Text(""), ZonedDateTime.class);
        put(simple, DataType.BOOL, boolean.class, Boolean.class);
        put(simple, new DataType.Numeric(true), byte.class, short.class, int.class, long.class);
        put(simple, new DataType.Numeric(true), Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);
        put(simple, new DataType.Numeric(false), float.class, double.class, Float.class, Double.class);
        put(simple, new DataType.Numeric(false), Number.class, BigDecimal.class, JsonNumber.class);
        put(simple, new DataType.Maybe(new DataType.Numeric(true)), OptionalInt.class, OptionalLong.class);
        put(simple, new DataType.Maybe(new DataType.Numeric(false)), OptionalDouble.class);
        put(simple, DataType.BYTES, byte[].class, InputStream.class);
        put(simple, DataType.NOTHING, void.class, Void.class);
        put(simple, new DataType.ListOf(DataType.ANYTHING), JsonArray.class);
        put(simple, new DataType.MapOf(DataType.ANYTHING), JsonObject.class);
        return Map.copyOf(simple);
    }

    private static void put(Map<Class<?>, DataType> simple, DataType type, Class<?>... classes) {
        Arrays.stream(classes).forEach(one -> simple.put(one, type));
    }

    /** What a type becomes on the wire. Of a type variable that nobody has bound, this is what its bound becomes. */
    DataType of(Type type) {
        Class<?> raw = ResolvedTypes.erase(type);
        DataType simple = SIMPLE.get(raw);
        if (simple != null) {
            return simple;
        }
        if (raw.isArray()) {
            return new DataType.ListOf(
                    of(type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.componentType()));
        }
        if (Optional.class == raw) {
            return new DataType.Maybe(argument(type, Optional.class, 0));
        }
        if (CompletionStage.class.isAssignableFrom(raw)) {
            return argument(type, CompletionStage.class, 0);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return new DataType.ListOf(argument(type, Collection.class, 0));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return new DataType.MapOf(argument(type, Map.class, 1));
        }
        return named(type, raw);
    }

    private DataType argument(Type type, Class<?> target, int index) {
        return of(ResolvedTypes.argument(type, target, index).orElse(Object.class));
    }

    private DataType named(Type type, Class<?> raw) {
        if (raw.isEnum()) {
            return definitions.define(raw, () -> choice(raw));
        }
        if (TemporalAccessor.class.isAssignableFrom(raw) || TemporalAmount.class.isAssignableFrom(raw)) {
            return new DataType.Text("");
        }
        // Of the JDK's and Jakarta's other types nobody knows here what JSON-B makes.
        if (raw.getName().startsWith("java.") || raw.getName().startsWith("jakarta.")) {
            return DataType.ANYTHING;
        }
        return definitions.define(type, () -> new Structures(this).read(type));
    }

    private static Definition choice(Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        return new Definition.Choice(names);
    }

    /** The reference to a subtype, whose structure has constant members besides its own. */
    DataType.Reference subtype(Class<?> type, Map<String, String> constants) {
        return definitions.define(type, () -> new Structures(this).structure(type, constants));
    }
}
