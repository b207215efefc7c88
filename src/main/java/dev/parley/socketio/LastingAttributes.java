package dev.parley.socketio;

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
}
