package dev.parley.socketio;

import dev.parley.tracing.EventSpan;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * An event that a client sent.
 *
 * @param name the event's name
 * @param arguments the event's arguments; bytes are {@link dev.parley.socketio.codec.BinaryValue}s
 * @param ack acknowledges the event
 * @param span the span of its handling
 */
public record IncomingEvent(String name, List<JsonValue> arguments, Ack ack, EventSpan span) {

    /** An event that is not traced. */
    public IncomingEvent(String name, List<JsonValue> arguments, Ack ack) {
        this(name, arguments, ack, EventSpan.NONE);
    }

    /**
     * The event was refused, or its handler has failed; for its span.
     *
     * @param type the code of the error, or the class of the exception; no text for people
     */
    public void failed(String type) {
        span.failed(type);
    }
}
