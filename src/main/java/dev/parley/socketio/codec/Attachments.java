package dev.parley.socketio.codec;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.codec.MalformedPacketException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Replaces the bytes in a packet's data with numbered placeholders, and puts them back (protocol, section "Packet
 * encoding"). The recursion is as deep as the data; {@link JsonText} has limited that depth.
 */
final class Attachments {

    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private Attachments() {}

    /** Whether there are bytes anywhere in the data. */
    static boolean presentIn(JsonValue value) {
        if (value instanceof BinaryValue) {
            return true;
        }
        // The kind of a value is asked first: for a leaf, two tests for an interface would take most of the time.
        return switch (value.getValueType()) {
            case ARRAY -> presentInAny(value.asJsonArray());
            case OBJECT -> presentInAny(value.asJsonObject().values());
            default -> false;
        };
    }

    private static boolean presentInAny(Iterable<JsonValue> values) {
        for (JsonValue value : values) {
            if (presentIn(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the data with a placeholder for each {@link BinaryValue}, and adds the bytes to the list in the order of
     * the placeholders.
     */
    static JsonValue takeOut(JsonValue value, List<byte[]> taken) {
        if (value instanceof BinaryValue binary) {
            taken.add(binary.bytes());
            return JSON.createObjectBuilder()
                    .add(PLACEHOLDER, true)
                    .add(NUMBER, taken.size() - 1)
                    .build();
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder copy = JSON.createArrayBuilder();
            array.forEach(element -> copy.add(takeOut(element, taken)));
            return copy.build();
        }
        if (value instanceof JsonObject object) {
            JsonObjectBuilder copy = JSON.createObjectBuilder();
            object.forEach((name, member) -> copy.add(name, takeOut(member, taken)));
            return copy.build();
        }
        return value;
    }

    /**
     * Returns the data with each attachment in the place of its placeholder. Each attachment must have exactly one
     * placeholder.
     *
     * @throws MalformedPacketException if a placeholder is wrong, repeated or missing
     */
    static JsonValue putBack(JsonValue value, List<byte[]> attachments) throws MalformedPacketException {
        byte[][] left = attachments.toArray(byte[][]::new);
        JsonValue whole = putBackEach(value, left);
        for (byte[] unused : left) {
            if (unused != null) {
                throw new MalformedPacketException("attachment without a placeholder");
            }
        }
        return whole;
    }

    private static JsonValue putBackEach(JsonValue value, byte[][] left) throws MalformedPacketException {
        if (value instanceof JsonArray array) {
            JsonArrayBuilder copy = JSON.createArrayBuilder();
            for (JsonValue element : array) {
                copy.add(putBackEach(element, left));
            }
            return copy.build();
        }
        if (value instanceof JsonObject object) {
            if (object.get(PLACEHOLDER) == JsonValue.TRUE) {
                return new BinaryValue(takeFor(object.get(NUMBER), left));
            }
            JsonObjectBuilder copy = JSON.createObjectBuilder();
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                copy.add(member.getKey(), putBackEach(member.getValue(), left));
            }
            return copy.build();
        }
        return value;
    }

    private static byte[] takeFor(JsonValue number, byte[][] left) throws MalformedPacketException {
        // Compared as text, because a JSON number that is not an int has no other safe conversion.
        String text = number instanceof JsonNumber ? number.toString() : "";
        for (int i = 0; i < left.length; i++) {
            if (left[i] != null && text.equals(Integer.toString(i))) {
                byte[] bytes = left[i];
                left[i] = null;
                return bytes;
            }
        }
        throw new MalformedPacketException("wrong placeholder");
    }
}
