package dev.parley.chat.directory;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The session of a client whose connection broke, which waits for the client to come back. The secret by which the client
 * shows that it is the same one is not told to anybody.
 *
 * @param socketId the id of its socket, which it gets back
 * @param userId the id of its user; empty if it has none
 * @param since when its connection broke
 * @param rooms the rooms for people that it is in when it comes back
 * @param node the id of the node where it waits
 */
public record WaitingSession(String socketId, String userId, Instant since, Set<String> rooms, String node) {

    /** No value may be null. The record keeps a copy of the rooms. */
    public WaitingSession {
        Objects.requireNonNull(socketId, "socketId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(since, "since");
        rooms = Set.copyOf(rooms);
        Objects.requireNonNull(node, "node");
    }

    /** The JSON for operators; the rooms are sorted by name. */
    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("socketId", socketId)
                .add("userId", userId)
                .add("since", Timestamps.text(since))
                .add("rooms", JSON.createArrayBuilder(new TreeSet<>(rooms)))
                .add("node", node)
                .build();
    }
}
