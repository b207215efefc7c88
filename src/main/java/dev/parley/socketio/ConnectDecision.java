package dev.parley.socketio;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/** The decision of a {@link ConnectGuard} about a {@link ConnectRequest}. */
public sealed interface ConnectDecision {

    /** Admits the client, without attributes. */
    ConnectDecision ADMITTED = new Admitted(Map.of());

    /**
     * Admits the client.
     *
     * @param attributes the attributes that the socket has from the start, see {@link Socket#attribute}
     */
    record Admitted(Map<AttributeKey<?>, Object> attributes) implements ConnectDecision {
        /** Checks that each value has the type of its key. */
        public Admitted {
            attributes = Map.copyOf(attributes);
            attributes.forEach((key, value) -> key.type().cast(value));
        }

        /** Admits with one attribute. */
        public static <T> Admitted with(AttributeKey<T> key, T value) {
            return new Admitted(Map.of(key, value));
        }
    }

    /**
     * Refuses the client, which gets a CONNECT_ERROR (protocol, section "Connection to a namespace").
     *
     * @param message the reason, for a person
     * @param data the reason, for a program; null when there is nothing to add
     * @param last whether the client's session is closed afterwards, so that the client cannot ask again
     */
    record Refused(String message, JsonObject data, boolean last) implements ConnectDecision {
        /** The message is mandatory. */
        public Refused {
            Objects.requireNonNull(message, "message");
        }

        /** A refusal after which the client may ask again. */
        public Refused(String message, JsonObject data) {
            this(message, data, false);
        }
    }
}
