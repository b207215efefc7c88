package dev.parley.socketio.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Set;

/**
 * A socket of any node, as {@code fetchSockets} describes it. The description of another node's socket may be out of
 * date.
 *
 * @param id the socket's public id
 * @param handshake the request that opened the socket's session, in the form of other Socket.IO servers. It contains no
 *     token and no cookie if the socket is one of Parley's; the handshakes of other servers may contain them
 * @param rooms the rooms that the socket is in, including its own id
 * @param data the data that the application on the socket's node gives for the socket
 */
public record SocketDescription(String id, JsonObject handshake, Set<String> rooms, JsonValue data) {

    /** Rejects nulls and keeps a copy of the rooms. */
    public SocketDescription {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(handshake, "handshake");
        rooms = Set.copyOf(rooms);
        Objects.requireNonNull(data, "data");
    }
}
