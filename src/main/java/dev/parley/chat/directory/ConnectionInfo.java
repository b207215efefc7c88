package dev.parley.chat.directory;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A connected socket at the time of the query.
 *
 * @param socketId the socket's id
 * @param userId the id of the socket's user; empty for a socket of a server that is not Parley's and does not tell it
 * @param connectedAt when the socket was admitted to the namespace
 * @param rooms the rooms for people that the socket is in
 * @param metadata the client's description of itself from the CONNECT; empty when the client sent none
 * @param transport the socket's current transport: {@code polling} or {@code websocket}
 * @param remoteAddress the client's address; behind trusted proxies, the address that they report
 * @param node the id of the node that the socket is connected to; empty for a server that is not Parley's
 */
public record ConnectionInfo(
        String socketId,
        String userId,
        Instant connectedAt,
        Set<String> rooms,
        JsonObject metadata,
        String transport,
        String remoteAddress,
        String node) {

    /** No value may be null. The record keeps a copy of the rooms. */
    public ConnectionInfo {
        Objects.requireNonNull(socketId, "socketId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(connectedAt, "connectedAt");
        rooms = Set.copyOf(rooms);
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(node, "node");
    }

    /** The JSON for operators; the rooms are sorted by name. */
    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("socketId", socketId)
                .add("userId", userId)
                .add("connectedAt", Timestamps.text(connectedAt))
                .add("rooms", JSON.createArrayBuilder(new TreeSet<>(rooms)))
                .add("metadata", metadata)
                .add("transport", transport)
                .add("remoteAddress", remoteAddress)
                .add("node", node)
                .build();
    }
}
