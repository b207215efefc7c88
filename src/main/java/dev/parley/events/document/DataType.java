package dev.parley.events.document;

import java.util.Map;

/** The type of a value on the wire, as both documents need it. Immutable. */
sealed interface DataType {

    /** Any JSON. */
    DataType ANYTHING = new Anything();
    /** True or false. */
    DataType BOOL = new Bool();
    /** Bytes, which Socket.IO sends as attachments. */
    DataType BYTES = new Bytes();
    /** No value at all. */
    DataType NOTHING = new Nothing();

    /** Text; the format is one of JSON Schema's, or empty. */
    record Text(String format) implements DataType {}

    /** A number. */
    record Numeric(boolean isInteger) implements DataType {}

    /** True or false. */
    record Bool() implements DataType {}

    /** Bytes. */
    record Bytes() implements DataType {}

    /** Any JSON. */
    record Anything() implements DataType {}

    /** No value at all. */
    record Nothing() implements DataType {}

    /** An array. */
    record ListOf(DataType element) implements DataType {}

    /** An object whose members have names that are not known. */
    record MapOf(DataType value) implements DataType {}

    /** A type with a name of its own, which is in {@link Definitions}. */
    record Reference(String name) implements DataType {}

    /** A value that may be missing or null. */
    record Maybe(DataType value) implements DataType {}

    /** A value to which constraints apply, by their keywords in JSON Schema. */
    record Constrained(DataType value, Map<String, Object> keywords) implements DataType {
        /** Copies the keywords. */
        public Constrained {
            keywords = Map.copyOf(keywords);
        }
    }
}
