package dev.parley.events.declaration;

import java.lang.reflect.Type;
import java.util.List;

/**
 * An event that the server sends to clients of a namespace.
 *
 * @param name the event's name
 * @param payload the types of its arguments, in order
 * @param acknowledgement the type of the client's acknowledgement; {@code void} if none is asked for
 */
public record EmittedEvent(String name, List<Type> payload, Type acknowledgement) {

    /** Copies the list. */
    public EmittedEvent {
        payload = List.copyOf(payload);
    }
}
