package dev.parley.socketio.codec;

import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes anywhere in a packet's data, as Socket.IO allows. It is a {@link JsonValue} so that it has a place in the tree;
 * JSON itself has none for it, so the encoder takes it out and sends it as an attachment.
 *
 * <p>Test for it with {@code instanceof} before looking at the type: it calls itself a string (its base64 form), but is
 * no {@link jakarta.json.JsonString}. The array is not copied and must not be changed.
 *
 * @param bytes the bytes
 */
public record BinaryValue(byte[] bytes) implements JsonValue {

    /** Whether there are bytes in a value, however deep. */
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

    /** The base64 form, quoted: what a JSON text would have to contain. */
    @Override
    public String toString() {
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }
}
