package dev.parley.socketio.codec;

import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes in a packet's data. Socket.IO allows bytes anywhere in the data. This class is a {@link JsonValue}, so that
 * bytes can be part of the tree. JSON itself has no bytes, so the encoder takes them out and sends them as an
 * attachment.
 *
 * <p>Test for this class with {@code instanceof} before you use {@link #getValueType}: the type is {@code STRING} (the
 * base64 form), but the value is not a {@link jakarta.json.JsonString}. The array is not copied and must not be
 * changed.
 *
 * @param bytes the bytes
 */
public record BinaryValue(byte[] bytes) implements JsonValue {

    /** Whether there are bytes in a value, at any depth. */
    public static boolean isIn(JsonValue value) {
        return Attachments.presentIn(value);
    }

    @Override
    public ValueType getValueType() {
        return ValueType.STRING;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryValue that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The base64 form in quotes, as a JSON text would have to contain it. */
    @Override
    public String toString() {
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }
}
