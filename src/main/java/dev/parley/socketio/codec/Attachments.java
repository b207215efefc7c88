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
 * Takes bytes out of a packet's data, leaving numbered placeholders, and puts them back (protocol, section "Packet
 * encoding"). Recursion is as deep as the data, which {@link JsonText} has bounded.
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
        if (value instanceof JsonArray array) {
            for (JsonValue element : array) {
                if (presentIn(element)) {
                    return true;
                }
            }
        } else if (value instanceof JsonObject object) {
            for (JsonValue member : object.values()) {
                if (presentIn(member)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The data with a placeholder for each value that is bytes; these are added to the list in their order. */
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
     * The data with the attachments in the places of their placeholders, each of which must be there exactly once.
     *
     * @throws MalformedPacketException when a placeholder is wrong, repeated or missing
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
        // Compared as text: a number that is no int has no other safe conversion.
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
