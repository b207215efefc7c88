package dev.parley.chat.payload;

import dev.parley.chat.error.RefusedException;
import dev.parley.socketio.IncomingEvent;

/**
 * Reads the payload of an event and checks the JSON type of each field. {@link PayloadReader} validates the result
 * afterwards.
 *
 * @param <P> the type of the payload
 */
@FunctionalInterface
public interface EventPayload<P> {

    /** Ignores the arguments of the event and returns null. */
    EventPayload<Void> IGNORED = event -> null;

    /** Reads the payload, or refuses it and names the wrong field. */
    P of(IncomingEvent event) throws RefusedException;

    /** The payload is a required JSON object. */
    static <P> EventPayload<P> required(Fields<P> fields) {
        return event -> fields.read(PayloadFields.required(event));
    }

    /** The payload is an optional JSON object. A missing payload is read as an empty object. */
    static <P> EventPayload<P> optional(Fields<P> fields) {
        return event -> fields.read(PayloadFields.optional(event));
    }

    /**
     * Reads the fields of a JSON object.
     *
     * @param <P> the type of the payload
     */
    @FunctionalInterface
    interface Fields<P> {

        /** Reads the fields, or refuses them and names the wrong field. */
        P read(PayloadFields fields) throws RefusedException;
    }
}
