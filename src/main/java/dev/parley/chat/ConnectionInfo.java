package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A connected socket, as it was when it was asked for.
 *
 * @param socketId its id
 * @param userId its user's id
 * @param connectedAt when it was let into the namespace
 * @param rooms the rooms for people that it is in
 * @param metadata what its client said of itself when it connected; empty when nothing
 * @param transport what carries it now: {@code polling} or {@code websocket}
 * @param remoteAddress the client's address, behind trusted proxies the one that they report
 * @param node the id of the node that it is connected to
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

    /** Nothing may be null; keeps a copy of the rooms. */
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

    /** The socket as operators see it, its rooms in the order of their names. */
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
