package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** The types whose conversion needs no JSON-B. */
final class DirectTypes {

    /** Reads a value that is not JSON's null. */
    interface Reading {

        /** The value; null if it is not of the expected form. */
        Object read(JsonValue value);
    }

    /** @param expected what the value must be, for a refusal */
    private record Direct(String expected, Reading reading) {}

    private static final Direct BOOLEAN = new Direct("must be true or false", DirectTypes::bool);
    private static final Direct INTEGER =
            new Direct("must be a whole number of 32 bits", whole(JsonNumber::intValueExact));
    private static final Direct LONG =
            new Direct("must be a whole number of 64 bits", whole(JsonNumber::longValueExact));
    private static final Direct SHORT = new Direct(
            "must be a whole number of 16 bits",
            whole(number -> number.bigDecimalValue().shortValueExact()));
    private static final Direct BYTE = new Direct(
            "must be a whole number of 8 bits",
            whole(number -> number.bigDecimalValue().byteValueExact()));
    private static final Direct DOUBLE = new Direct("must be a number", DirectTypes::finiteDouble);
    private static final Direct FLOAT = new Direct("must be a number of 32 bits", DirectTypes::finiteFloat);
    private static final Direct DECIMAL = new Direct("must be a number", whole(JsonNumber::bigDecimalValue));

    private static final Map<Type, Direct> READ = Map.ofEntries(
            Map.entry(String.class, new Direct("must be a string", DirectTypes::string)),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(int.class, INTEGER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(short.class, SHORT),
            Map.entry(Short.class, SHORT),
            Map.entry(byte.class, BYTE),
            Map.entry(Byte.class, BYTE),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(Number.class, DECIMAL),
            Map.entry(BigInteger.class, new Direct("must be a whole number", whole(JsonNumber::bigIntegerValueExact))),
            Map.entry(byte[].class, new Direct("must be bytes", DirectTypes::bytes)),
            Map.entry(InputStream.class, new Direct("must be bytes", DirectTypes::stream)),
            Map.entry(JsonValue.class, new Direct("must be JSON", instance(JsonValue.class))),
            Map.entry(JsonObject.class, new Direct("must be a JSON object", instance(JsonObject.class))),
            Map.entry(JsonArray.class, new Direct("must be an array", instance(JsonArray.class))),
            Map.entry(
                    JsonStructure.class,
                    new Direct("must be a JSON object or an array", instance(JsonStructure.class))),
            Map.entry(JsonString.class, new Direct("must be a string", instance(JsonString.class))),
            Map.entry(JsonNumber.class, new Direct("must be a number", instance(JsonNumber.class))));

    private DirectTypes() {}

    /** Whether {@link #read} knows a type. */
    static boolean reads(Type type) {
        return READ.containsKey(type);
    }

    /** How a type is read; it must be one of those that are read here. */
    static Reading reading(Class<?> type) {
        return READ.get(type).reading();
    }

    /** Reads a value of one of the types that are read here. */
    static Object read(JsonValue value, Class<?> type) throws JsonBindingException {
        if (value == JsonValue.NULL && type != JsonValue.class) {
            if (type.isPrimitive()) {
                throw new JsonBindingException("", "must not be null");
            }
            return null;
        }
        Direct direct = READ.get(type);
        Object read = direct.reading().read(value);
        if (read == null) {
            throw new JsonBindingException("", direct.expected());
        }
        return read;
    }

    /**
     * The JSON of a value; null if its type has no direct conversion.
     *
     * @throws IllegalArgumentException if it is a number that JSON does not have
     */
    static JsonValue write(Object value) {
        if (value instanceof String text) {
            return JSON.createValue(text);
        }
        if (value instanceof Number number) {
            return writeNumber(number);
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return value instanceof byte[] bytes ? new BinaryValue(bytes.clone()) : null;
    }

    private static JsonValue writeNumber(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return JSON.createValue(number.intValue());
        }
        if (number instanceof Long) {
            return JSON.createValue(number.longValue());
        }
        if (number instanceof Double) {
            return JSON.createValue(number.doubleValue());
        }
        if (number instanceof Float) {
            // As a double it would have digits that the float does not have.
            return JSON.createValue(new BigDecimal(number.toString()));
        }
        if (number instanceof BigDecimal decimal) {
            return JSON.createValue(decimal);
        }
        return number instanceof BigInteger integer ? JSON.createValue(integer) : null;
    }

    private static Object string(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : null;
    }

    private static Object bool(JsonValue value) {
        if (value == JsonValue.TRUE) {
            return Boolean.TRUE;
        }
        return value == JsonValue.FALSE ? Boolean.FALSE : null;
    }

    private static Object bytes(JsonValue value) {
        return value instanceof BinaryValue binary ? binary.bytes() : null;
    }

    private static Object stream(JsonValue value) {
        return value instanceof BinaryValue binary ? new ByteArrayInputStream(binary.bytes()) : null;
    }

    private static Object finiteDouble(JsonValue value) {
        double number = value instanceof JsonNumber json ? json.doubleValue() : Double.NaN;
        return Double.isFinite(number) ? (Object) number : null;
    }

    private static Object finiteFloat(JsonValue value) {
        float number = value instanceof JsonNumber json ? json.bigDecimalValue().floatValue() : Float.NaN;
        return Float.isFinite(number) ? (Object) number : null;
    }

    private interface Conversion {
        Object of(JsonNumber number);
    }

    private static Reading whole(Conversion conversion) {
        return value -> {
            try {
                return value instanceof JsonNumber number ? conversion.of(number) : null;
            } catch (ArithmeticException e) {
                return null;
            }
        };
    }

    private static Reading instance(Class<? extends JsonValue> type) {
        return value -> type.isInstance(value) ? value : null;
    }
}
