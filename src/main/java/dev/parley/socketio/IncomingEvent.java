package dev.parley.socketio;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * An event that a client sent.
 *
 * @param name its name
 * @param arguments what came with it; bytes are {@link dev.parley.socketio.codec.BinaryValue}s
 * @param ack the way to acknowledge it
 */
public record IncomingEvent(String name, List<JsonValue> arguments, Ack ack) {}
