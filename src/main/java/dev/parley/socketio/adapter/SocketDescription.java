package dev.parley.socketio.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Set;

/**
 * A socket of any node, as {@code fetchSockets} tells of it. What is told of another node's socket may be out of date.
 *
 * @param id the socket's public name
 * @param handshake the request that opened its session, in the form of other Socket.IO servers; that of a socket of
 *     Parley has no token and no cookie in it, others may
 * @param rooms the rooms that it is in, its own id among them
 * @param data what the application of its node tells of it
 */
public record SocketDescription(String id, JsonObject handshake, Set<String> rooms, JsonValue data) {

    /** Refuses nulls and keeps a copy of the rooms. */
    public SocketDescription {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(handshake, "handshake");
        rooms = Set.copyOf(rooms);
        Objects.requireNonNull(data, "data");
    }
}
