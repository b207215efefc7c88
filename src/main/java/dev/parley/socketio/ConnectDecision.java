package dev.parley.socketio;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/** What a {@link ConnectGuard} says to a {@link ConnectRequest}. */
public sealed interface ConnectDecision {

    /** Nothing against it, and nothing to add. */
    ConnectDecision ADMITTED = new Admitted(Map.of());

    /**
     * Nothing against it.
     *
     * @param attributes what the socket shall know from the start, see {@link Socket#attribute}
     */
    record Admitted(Map<AttributeKey<?>, Object> attributes) implements ConnectDecision {
        /** Checks each value against its key. */
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
     * The client gets a CONNECT_ERROR (protocol, section "Connection to a namespace").
     *
     * @param message what is wrong, for a person
     * @param data what is wrong, for a program; null when there is no more to say
     * @param last whether the client's session is closed after that, so that it cannot ask again
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
