package dev.parley.chat.directory;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A room for people at the time of the query.
 *
 * @param name the room's name
 * @param createdAt when the first member joined; for a room that another server created, when this node first noticed
 *     it
 * @param metadata the metadata from the client that created the room; empty when it sent none
 * @param members the ids of the sockets in the room; not empty
 */
public record RoomInfo(String name, Instant createdAt, JsonObject metadata, Set<String> members) {

    /** Copies the members. */
    public RoomInfo {
        members = Set.copyOf(members);
    }

    /** The number of sockets in the room. */
    public int memberCount() {
        return members.size();
    }

    /** The JSON for operators; the members are sorted by id. */
    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("memberCount", memberCount())
                .add("members", JSON.createArrayBuilder(new TreeSet<>(members)))
                .add("createdAt", Timestamps.text(createdAt))
                .add("metadata", metadata)
                .build();
    }
}
