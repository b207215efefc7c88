package dev.parley.chat;

import dev.parley.chat.payload.EventPayload;

/**
 * An event that clients send. {@link ChatEvents} declares all of them.
 *
 * @param name the event's name on the wire
 * @param payload reads the event's payload
 * @param acknowledgement the content of the acknowledgement, which is sent if the client asks for one
 * @param error the event that the client gets when this event is refused
 * @param <P> the type of the payload; a value is validated after it has been read
 */
record ClientEvent<P>(String name, EventPayload<P> payload, Acknowledgement acknowledgement, ServerEvent error) {}
