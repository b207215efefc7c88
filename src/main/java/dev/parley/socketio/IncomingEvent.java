package dev.parley.socketio;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * An event that a client sent.
 *
 * @param name the event's name
 * @param arguments the event's arguments; bytes are {@link dev.parley.socketio.codec.BinaryValue}s
 * @param ack acknowledges the event
 */
public record IncomingEvent(String name, List<JsonValue> arguments, Ack ack) {}
