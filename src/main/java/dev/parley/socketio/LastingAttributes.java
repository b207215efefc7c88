package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;

/** The attributes that a client has again when it comes back after a broken connection. */
final class LastingAttributes {

    private LastingAttributes() {}

    /** Those of a socket's attributes whose keys last. */
    static Map<AttributeKey<?>, Object> of(Map<AttributeKey<?>, Object> attributes) {
        Map<AttributeKey<?>, Object> lasting = new HashMap<>();
        attributes.forEach((key, value) -> {
            if (key.isLasting()) {
                lasting.put(key, value);
            }
        });
        return lasting;
    }

    /** The attributes that were kept, with newer ones over them. */
    static Map<AttributeKey<?>, Object> merged(Map<?, ?> kept, Map<AttributeKey<?>, Object> newer) {
        Map<AttributeKey<?>, Object> all = new HashMap<>();
        kept.forEach((key, value) -> all.put((AttributeKey<?>) key, value));
        all.putAll(newer);
        return all;
    }

    /**
     * Those that other nodes understand, by the names of their keys.
     *
     * @param restored what another node has told, and this one has not read yet
     */
    static JsonObject shared(Map<AttributeKey<?>, Object> attributes, JsonObject restored) {
        JsonObjectBuilder shared = JSON.createObjectBuilder(restored);
        attributes.forEach((key, value) -> {
            if (key.isShared()) {
                shared.add(key.name(), key.json(value));
            }
        });
        return shared.build();
    }

    /** The value that another node has told; null if it has told none. */
    static <T> T restored(AttributeKey<T> key, JsonObject restored) {
        return key.isShared() && restored.get(key.name()) instanceof JsonObject json ? key.value(json) : null;
    }
}
